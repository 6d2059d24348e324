/** AWS's access control: the roles that template.yaml and the construct make, enforced on every call of the function. */
package dev.tidegate.tests.iam;

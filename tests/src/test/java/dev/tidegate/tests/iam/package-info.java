/** AWS's access control: the roles that template.yaml makes, enforced on every call of the function. */
package dev.tidegate.tests.iam;

/** AWS's own definitions of its services, and what of some JSON does not fit them. */
package dev.tidegate.tests.definition;

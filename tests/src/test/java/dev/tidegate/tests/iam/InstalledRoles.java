package dev.tidegate.tests.iam;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The roles of one installation, enforced, and what they were used for. */
final class InstalledRoles {
    /** A role of the template. */
    enum Role {
        FUNCTION("FunctionRole"), HOOK("HookRole"), TASK("MigrationTaskTaskRole"), EXECUTION(
                "MigrationTaskExecutionRole");

        final String resource;

        Role(String resource) {
            this.resource = resource;
        }
    }

    private final Map<Role, EnforcedRole> roles = new EnumMap<>(Role.class);

    InstalledRoles(InstalledTemplate template) {
        for (Role role : Role.values()) {
            if (template.makes(role.resource)) {
                roles.put(role, new EnforcedRole(role.resource, template.policy(role.resource)));
            }
        }
    }

    /** The same, but the function's role has another policy. */
    InstalledRoles function(Policy policy) {
        roles.put(Role.FUNCTION, new EnforcedRole(Role.FUNCTION.resource, policy));
        return this;
    }

    boolean has(Role role) {
        return roles.containsKey(role);
    }

    void use(Role role, Access access) {
        roles.get(role).use(access);
    }

    Set<Access> accesses(Role role) {
        return has(role) ? roles.get(role).accesses() : new HashSet<>();
    }

    List<Access> denied() {
        List<Access> denied = new ArrayList<>();
        roles.values().forEach(role -> denied.addAll(role.denied()));
        return denied;
    }
}

package dev.tidegate.cdk;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What each role of a template may do, and who may take it: one text for each action on each resource. */
final class Roles {
    private final Map<String, Set<String>> roles = new TreeMap<>();

    private Roles() {}

    static Map<String, Set<String>> of(Map<String, Map<String, Object>> resources) {
        Roles found = new Roles();
        resources.forEach((name, resource) -> {
            Map<String, Object> properties = Readable.properties(resource);
            if ("AWS::IAM::Role".equals(resource.get("Type"))) {
                found.add(name, "taken: ", properties.get("AssumeRolePolicyDocument"));
                if (properties.get("Policies") != null) {
                    Readable.list(properties.get("Policies")).stream().map(Readable::object)
                            .forEach(policy -> found.add(name, "", policy.get("PolicyDocument")));
                }
            } else if ("AWS::IAM::Policy".equals(resource.get("Type"))) {
                Readable.list(properties.get("Roles")).forEach(role -> found.add(role.toString().replaceAll("[${}]",
                        ""),
                        "", properties.get("PolicyDocument")));
            }
        });
        return found.roles;
    }

    private void add(String role, String kind, Object document) {
        Set<String> statements = roles.computeIfAbsent(role, none -> new TreeSet<>());
        Readable.list(Readable.object(document).get("Statement")).stream().map(Readable::object)
                .flatMap(Normal::permissions).forEach(permission -> statements.add(kind + permission));
    }
}

package dev.tidegate.cdk.template;

import java.util.Map;
import java.util.TreeMap;

/** The plain template as others see it. */
public final class PlainTemplate {
    private PlainTemplate() {}

    /** What it makes with these parameters; its own resources have the names that they have in the construct. */
    public static Map<String, Map<String, Object>> resources(Map<String, String> parameters) {
        Map<String, Map<String, Object>> resources = new TreeMap<>();
        new Evaluation(CloudFormationYaml.template(), parameters).resources().forEach((name, resource) -> resources.put(
                "Tidegate" + name, resource));
        return resources;
    }

    /** What it tells of itself with these parameters, by name. */
    public static Map<String, Object> outputs(Map<String, String> parameters) {
        return new Evaluation(CloudFormationYaml.template(), parameters).outputs();
    }
}

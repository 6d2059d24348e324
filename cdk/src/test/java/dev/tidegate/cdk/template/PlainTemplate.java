package dev.tidegate.cdk.template;

import java.util.Map;

/** Templates as others see them: what they make. */
public final class PlainTemplate {
    private PlainTemplate() {}

    /** What template.yaml makes with these parameters; its own resources have the names that they have in the construct. */
    public static Map<String, Map<String, Object>> resources(Map<String, String> parameters) {
        return ours(parameters).resources();
    }

    /** What it tells of itself with these parameters, by name. */
    public static Map<String, Object> outputs(Map<String, String> parameters) {
        return ours(parameters).outputs();
    }

    private static Evaluation ours(Map<String, String> parameters) {
        Evaluation evaluation = new Evaluation(CloudFormationYaml.template(), name -> "Tidegate" + name, parameters);
        if (!evaluation.refusals().isEmpty()) {
            throw new IllegalArgumentException(evaluation.refusals().toString());
        }
        return evaluation;
    }

    /**
     * What a template of the CDK makes.
     *
     * @param pseudoParameters such as {@code AWS::Region}
     * @return by names without the hash that the CDK ends them with
     */
    public static Map<String, Map<String, Object>> synthesised(Map<String, Object> template,
            Map<String, String> pseudoParameters) {
        return new Evaluation(template, name -> name.replaceFirst("[0-9A-F]{8}$", ""), pseudoParameters).resources();
    }
}

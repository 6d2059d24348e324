package dev.tidegate.cdk.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What CloudFormation makes of a template when its parameters are given. References to its own resources become
 * {@code ${TidegateFunction.Arn}}, as the readable form of the construct's template has them.
 */
final class Evaluation {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");
    private static final Object NOTHING = new Object();

    private final Map<String, Object> template;
    private final Map<String, Object> values = new TreeMap<>();
    private final UnaryOperator<String> names;

    /**
     * @param names what a resource of the template is called
     * @param given values of parameters and of pseudo parameters; the other parameters have their defaults
     */
    Evaluation(Map<String, Object> template, UnaryOperator<String> names, Map<String, String> given) {
        this.template = template;
        this.names = names;
        section("Parameters").forEach((name, parameter) -> {
            Object text = given.containsKey(name) ? given.get(name) : object(parameter).get("Default");
            if (text == null) {
                throw new IllegalArgumentException("parameter " + name + " has no default and is not given");
            }
            boolean list = "CommaDelimitedList".equals(object(parameter).get("Type"));
            values.put(name, list ? List.of(String.valueOf(text).split(",", -1)) : text);
        });
        values.put("AWS::Partition", "${AWS::Partition}");
        values.put("AWS::URLSuffix", "${AWS::URLSuffix}");
        values.put("AWS::NoValue", NOTHING);
        given.forEach((name, value) -> {
            if (name.startsWith("AWS::")) {
                values.put(name, value);
            } else if (!values.containsKey(name)) {
                throw new IllegalArgumentException("no parameter " + name);
            }
        });
    }

    private Map<String, Object> section(String name) {
        return object(template.getOrDefault(name, Map.of()));
    }

    /** The resources whose conditions hold, evaluated, by what they are called. */
    Map<String, Map<String, Object>> resources() {
        Map<String, Map<String, Object>> resources = new TreeMap<>();
        section("Resources").forEach((name, resource) -> {
            if (exists(resource)) {
                resources.put(names.apply(name), object(of(resource)));
            }
        });
        return resources;
    }

    /** The outputs whose conditions hold, by name. */
    Map<String, Object> outputs() {
        Map<String, Object> outputs = new TreeMap<>();
        section("Outputs").forEach((name, output) -> {
            if (exists(output)) {
                outputs.put(name, of(object(output).get("Value")));
            }
        });
        return outputs;
    }

    /** What CloudFormation says of these parameters before it makes anything; nothing when it takes them. */
    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        section("Rules").values().stream().map(Evaluation::object).filter(rule -> (boolean) of(rule.getOrDefault(
                "RuleCondition", true))).flatMap(rule -> ((List<?>) rule.get("Assertions")).stream()).map(
                        Evaluation::object)
                .filter(assertion -> !(boolean) of(assertion.get("Assert")))
                .forEach(assertion -> refusals.add((String) assertion.get("AssertDescription")));
        return refusals;
    }

    private boolean exists(Object resource) {
        return Optional.ofNullable(object(resource).get("Condition")).map(condition -> holds((String) condition))
                .orElse(true);
    }

    private boolean holds(String condition) {
        Object definition = section("Conditions").get(condition);
        if (definition == null) {
            throw new IllegalArgumentException("no condition " + condition);
        }
        return (boolean) of(definition);
    }

    private Object of(Object value) {
        if (value instanceof List<?> list) {
            List<Object> evaluated = new ArrayList<>();
            list.stream().map(this::of).filter(one -> one != NOTHING).forEach(evaluated::add);
            return evaluated;
        }
        return value instanceof Map<?, ?> map ? of(object(map)) : value;
    }

    private Object of(Map<String, Object> map) {
        if (map.size() == 1) {
            Map.Entry<String, Object> only = map.entrySet().iterator().next();
            Optional<Object> function = function(only.getKey(), only.getValue());
            if (function.isPresent()) {
                return function.get();
            }
        }
        Map<String, Object> evaluated = new LinkedHashMap<>();
        map.forEach((name, member) -> {
            Object result = of(member);
            if (result != NOTHING) {
                evaluated.put(name, result);
            }
        });
        return evaluated;
    }

    private Optional<Object> function(String name, Object argument) {
        List<?> arguments = argument instanceof List<?> list ? list : List.of(argument);
        return switch (name) {
            case "Ref" -> Optional.of(reference((String) argument));
            case "Condition" -> Optional.of(holds((String) argument));
            case "Fn::GetAtt" -> Optional.of(resource((String) arguments.get(0), "." + arguments.get(1)));
            case "Fn::Sub" -> Optional.of(substitute(arguments));
            case "Fn::Join" -> Optional.of(((List<?>) of(arguments.get(1))).stream().map(String::valueOf)
                    .collect(Collectors.joining((String) arguments.get(0))));
            case "Fn::Split" -> Optional.of(List.of(((String) of(arguments.get(1))).split(Pattern.quote(
                    (String) arguments
                            .get(0)))));
            case "Fn::If" -> Optional.of(of(arguments.get(holds((String) arguments.get(0)) ? 1 : 2)));
            case "Fn::Equals" -> Optional.of(of(arguments.get(0)).equals(of(arguments.get(1))));
            case "Fn::Not" -> Optional.of(!(boolean) of(arguments.get(0)));
            case "Fn::And" -> Optional.of(arguments.stream().allMatch(one -> (boolean) of(one)));
            case "Fn::Contains" -> Optional.of(((List<?>) arguments.get(0)).contains(String.valueOf(of(arguments.get(
                    1)))));
            case "Fn::Or" -> Optional.of(arguments.stream().anyMatch(one -> (boolean) of(one)));
            default -> {
                if (name.startsWith("Fn::")) {
                    throw new IllegalArgumentException("unknown function " + name);
                }
                yield Optional.empty();
            }
        };
    }

    private Object reference(String name) {
        return values.containsKey(name) ? values.get(name) : resource(name, "");
    }

    private String resource(String name, String attribute) {
        Object resource = section("Resources").get(name);
        if (resource == null) {
            throw new IllegalArgumentException("no parameter or resource " + name);
        }
        if (!exists(resource)) {
            throw new IllegalArgumentException("resource " + name + " does not exist with these parameters");
        }
        return "${" + names.apply(name) + attribute + "}";
    }

    private String substitute(List<?> arguments) {
        Map<String, Object> own = arguments.size() > 1 ? object(of(arguments.get(1))) : Map.of();
        return PLACEHOLDER.matcher((String) arguments.get(0)).replaceAll(match -> Matcher.quoteReplacement(String
                .valueOf(placeholder(match.group(1), own))));
    }

    private Object placeholder(String name, Map<String, Object> own) {
        if (own.containsKey(name)) {
            return own.get(name);
        }
        int dot = name.indexOf('.');
        return dot < 0 ? reference(name) : resource(name.substring(0, dot), name.substring(dot));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}

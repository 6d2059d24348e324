package dev.tidegate.cdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/**
 * A template whose values are made readable: {@code {"Ref": "Cluster0123ABCD"}} becomes {@code ${Cluster}}. Taking it
 * fails on a circle of references.
 */
final class Readable {
    private final Map<String, Object> json;

    private Readable(Map<String, Object> json) {
        this.json = json;
    }

    /**
     * An app that is held against CloudFormation's schemas when it is synthesised.
     *
     * @param name of the folder below target that it is written to
     */
    static App app(String name) {
        return new App(AppProps.builder().outdir("target/cdk." + name)
                .postCliContext(Map.of("@aws-cdk/core:validateAgainstDefaultRules", true)).build());
    }

    static Readable of(Stack stack) {
        return new Readable(Template.fromStack(stack).toJSON());
    }

    Map<String, Object> json() {
        return json;
    }

    /** The resources of a type whose names begin with {@code Tidegate}, by readable logical name. */
    Map<String, Map<String, Object>> ofTidegate(String type) {
        return of(type, "Tidegate");
    }

    /** All resources whose names begin with {@code Tidegate}. */
    Map<String, Map<String, Object>> ofTidegate() {
        Map<String, Map<String, Object>> found = new TreeMap<>();
        object(json.get("Resources")).forEach((id, resource) -> {
            if (id.startsWith("Tidegate")) {
                found.put(name(id), object(readable(resource)));
            }
        });
        return found;
    }

    Map<String, Map<String, Object>> of(String type, String prefix) {
        Map<String, Map<String, Object>> found = new TreeMap<>();
        object(json.get("Resources")).forEach((id, resource) -> {
            if (type.equals(object(resource).get("Type")) && id.startsWith(prefix)) {
                found.put(name(id), object(readable(resource)));
            }
        });
        return found;
    }

    /** The only resource of that type whose name begins so. */
    Map<String, Object> only(String type, String prefix) {
        Map<String, Map<String, Object>> found = of(type, prefix);
        if (found.size() != 1) {
            throw new AssertionError("expected one " + type + " " + prefix + "..., found " + found.keySet());
        }
        return found.values().iterator().next();
    }

    /** The properties of the only resource of that type whose name begins so. */
    Map<String, Object> properties(String type, String prefix) {
        return properties(only(type, prefix));
    }

    static Map<String, Object> properties(Map<String, Object> resource) {
        return object(resource.get("Properties"));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    static List<?> list(Object value) {
        return (List<?>) value;
    }

    static Object readable(Object value) {
        if (value instanceof List<?> list) {
            List<Object> readable = new ArrayList<>();
            list.forEach(element -> readable.add(readable(element)));
            return readable;
        }
        return value instanceof Map<?, ?> map ? readable(map) : value;
    }

    private static Object readable(Map<?, ?> map) {
        if (map.containsKey("Ref")) {
            return "${" + name(map.get("Ref")) + "}";
        }
        if (map.get("Fn::GetAtt") instanceof List<?> attribute) {
            return "${" + name(attribute.get(0)) + "." + attribute.get(1) + "}";
        }
        if (map.get("Fn::Join") instanceof List<?> join) {
            return list(join.get(1)).stream().map(part -> String.valueOf(readable(part)))
                    .collect(Collectors.joining(String.valueOf(join.get(0))));
        }
        Map<String, Object> readable = new LinkedHashMap<>();
        map.forEach((name, member) -> readable.put(String.valueOf(name), readable(member)));
        return readable;
    }

    /** Without the hash that the CDK ends a logical id with. */
    static String name(Object logicalId) {
        return String.valueOf(logicalId).replaceFirst("[0-9A-F]{8}$", "");
    }
}

package dev.tidegate.cdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ecs.FargateService;

/**
 * The example's template, synthesised once for all tests because that takes seconds. Taking it fails on a circle of
 * references. Its values are made readable: {@code {"Ref": "Cluster0123ABCD"}} becomes {@code ${Cluster}}.
 */
final class Synthesised {
    static final Template TEMPLATE = template();

    private Synthesised() {}

    private static Template template() {
        Example example = new Example();
        FargateService service = example.service("Web").serviceName("web").build();
        example.tidegate(service).build();
        example.logMigrations();
        return Template.fromStack(example.stack);
    }

    /** The resources of a type that belong to Tidegate, by readable logical name. */
    static Map<String, Map<String, Object>> ofTidegate(String type) {
        return TEMPLATE.findResources(type).entrySet().stream().filter(entry -> entry.getKey().startsWith("Tidegate"))
                .collect(Collectors.toMap(entry -> name(entry.getKey()), entry -> object(readable(entry.getValue()))));
    }

    /** The only resource of that type that belongs to Tidegate. */
    static Map<String, Object> only(String type) {
        Map<String, Map<String, Object>> found = ofTidegate(type);
        if (found.size() != 1) {
            throw new AssertionError("expected one " + type + ", found " + found.keySet());
        }
        return found.values().iterator().next();
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

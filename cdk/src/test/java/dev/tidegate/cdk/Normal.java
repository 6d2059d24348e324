package dev.tidegate.cdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Resources in one form, without what may differ: the order of members, and what says nothing of its own. */
final class Normal {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    /** The code is given in another way, and settings are compared as they are read. */
    private static final Set<String> APART = Set.of("Code", "TIDEGATE_SETTINGS");

    private Normal() {}

    static Map<String, Object> resource(Map<String, Object> resource) {
        Map<String, Object> normal = new TreeMap<>();
        for (String member : List.of("Type", "DeletionPolicy", "UpdateReplacePolicy", "Properties")) {
            if (resource.containsKey(member)) {
                normal.put(member, value(resource.get(member)));
            }
        }
        if ("AWS::Lambda::Function".equals(resource.get("Type"))) {
            // Of the template it is a parameter.
            Readable.object(normal.get("Properties")).remove("FunctionName");
        }
        return normal;
    }

    /** A statement without its name; one action or resource and a list of it are the same. */
    static String statement(Map<String, Object> statement) {
        Map<String, Object> normal = new TreeMap<>(statement);
        normal.remove("Sid");
        for (String member : List.of("Action", "Resource")) {
            Object value = normal.get(member);
            normal.put(member, value instanceof List<?> list ? list.stream().map(String::valueOf).sorted().toList()
                    : List.of(String.valueOf(value)));
        }
        return text(normal);
    }

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(Object value) {
        if (value instanceof List<?> list) {
            List<Object> normal = new ArrayList<>();
            list.forEach(element -> normal.add(value(element)));
            return normal;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value instanceof Number || value instanceof Boolean ? String.valueOf(value) : value;
        }
        Map<String, Object> normal = new TreeMap<>();
        map.forEach((name, member) -> {
            if (!APART.contains(name)) {
                normal.put((String) name, value(member));
            }
        });
        return normal;
    }
}

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Resources in one form, without what may differ: the order of members, and what says nothing of its own. */
final class Normal {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    /** The code is given in another way, and settings are compared as they are read. */
    private static final Set<String> APART = Set.of("Code", "TIDEGATE_SETTINGS");

    private static final Pattern ANYWHERE = Pattern.compile("arn:\\*:ecs:\\*:\\*:(service(?:-revision)?)/\\*/(.+)");
    private static final Pattern ONE_CLUSTER = Pattern.compile(
            "\\{ArnEquals=\\{ecs:cluster=(arn:.+:)cluster/([^/]+)}}");

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

    /** Its permissions, each for itself: one action on one resource under its conditions. */
    static Stream<String> permissions(Map<String, Object> statement) {
        if (!statement.containsKey("Resource")) {
            return Stream.of(statement(statement));
        }
        return each(statement.get("Action")).flatMap(action -> each(statement.get("Resource")).map(resource -> {
            Map<String, Object> permission = new TreeMap<>(statement);
            permission.remove("Sid");
            permission.put("Action", action);
            permission.put("Resource", resource);
            return text(inItsCluster(permission));
        }));
    }

    private static Stream<?> each(Object value) {
        return value instanceof List<?> list ? list.stream() : Stream.of(value);
    }

    /** What is in any cluster if the cluster is that one is what is in that cluster. */
    private static Map<String, Object> inItsCluster(Map<String, Object> permission) {
        Matcher anywhere = ANYWHERE.matcher(String.valueOf(permission.get("Resource")));
        String condition = String.valueOf(permission.get("Condition"));
        Matcher cluster = ONE_CLUSTER.matcher(condition);
        if (anywhere.matches() && cluster.matches()) {
            permission.put("Resource", cluster.group(1) + anywhere.group(1) + "/" + cluster.group(2) + "/" + anywhere
                    .group(2));
            permission.remove("Condition");
        }
        return permission;
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

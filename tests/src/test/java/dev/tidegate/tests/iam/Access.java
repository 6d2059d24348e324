package dev.tidegate.tests.iam;

import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that IAM is asked about.
 *
 * @param action such as {@code ecs:RunTask}
 * @param resource an ARN; {@code *} where the action has no resource
 * @param context the condition keys that come with the request
 */
record Access(String action, String resource, Map<String, String> context) {
    Access {
        context = new TreeMap<>(context);
    }

    static Access to(String action, String resource) {
        return new Access(action, resource, Map.of());
    }

    /** The same with another condition key. */
    Access with(String key, String value) {
        Map<String, String> more = new TreeMap<>(context);
        more.put(key, value);
        return new Access(action, resource, more);
    }
}

package dev.tidegate.tests.definition;

import java.util.Map;

/**
 * The members of an object by their names.
 *
 * @param union whether exactly one of them must be there
 */
record Structure(Map<String, Member> members, boolean union) {
    record Member(Type type, boolean required) {}
}

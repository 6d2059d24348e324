package dev.tidegate.task.check.catalog;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells cheaply what has been written to the catalogs since.
 *
 * @param relations the versions of a relation's rows in all catalogs, by its oid
 * @param rest the versions of everything else
 */
record Fingerprint(Map<String, String> relations, String rest) {
    Fingerprint {
        relations = Map.copyOf(relations);
    }

    /** Whether {@code later} has nothing else than relations that came or changed. */
    boolean differsInRelationsOnly(Fingerprint later) {
        return rest.equals(later.rest) && later.relations.keySet().containsAll(relations.keySet());
    }

    /** The oids of the relations that {@code later} has anew, or changed. */
    Set<String> changedIn(Fingerprint later) {
        Set<String> changed = new HashSet<>();
        later.relations.forEach((oid, version) -> {
            if (!version.equals(relations.get(oid))) {
                changed.add(oid);
            }
        });
        return changed;
    }
}

package dev.tidegate.task.check.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is different between two moments of one database. */
public record Difference(Snapshot before, Snapshot after, List<Change> changes) {
    public Difference {
        changes = List.copyOf(changes);
    }

    /** One thing that came, went or changed. */
    public sealed interface Change {
        /** What it is about. */
        Key key();

        /** It was not there before. */
        record Added(CatalogObject now) implements Change {
            @Override
            public Key key() {
                return now.key();
            }
        }

        /** It is gone, at least under this name. */
        record Removed(CatalogObject was) implements Change {
            @Override
            public Key key() {
                return was.key();
            }
        }

        /**
         * It is still there and says something else.
         *
         * @param attributes in which it differs
         */
        record Changed(CatalogObject was, CatalogObject now, Set<String> attributes) implements Change {
            public Changed {
                attributes = Set.copyOf(attributes);
            }

            @Override
            public Key key() {
                return was.key();
            }

            /** Whether this attribute is one of them. */
            public boolean in(String attribute) {
                return attributes.contains(attribute);
            }
        }
    }

    /** Compares the two. */
    public static Difference between(Snapshot before, Snapshot after) {
        List<Change> changes = new ArrayList<>();
        for (CatalogObject was : before.all()) {
            Optional<CatalogObject> now = after.find(was.key());
            if (now.isEmpty()) {
                changes.add(new Change.Removed(was));
            } else if (now.get() != was) {
                Set<String> attributes = was.differences(now.get());
                if (!attributes.isEmpty()) {
                    changes.add(new Change.Changed(was, now.get(), attributes));
                }
            }
        }
        after.all().stream().filter(now -> before.find(now.key()).isEmpty()).map(Change.Added::new).forEach(
                changes::add);
        return new Difference(before, after, changes);
    }

    /** Under which name a thing that is gone lives on, told by its identifier. */
    public Optional<CatalogObject> renamed(CatalogObject was) {
        return was.get("oid").isEmpty() ? Optional.empty()
                : after.all(was.key().kind()).stream().filter(now -> now.get("oid").equals(was.get("oid"))
                        && !now.key().equals(was.key())).findFirst();
    }
}

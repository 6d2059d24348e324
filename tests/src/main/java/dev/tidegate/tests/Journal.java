package dev.tidegate.tests;

/** Where the parts of a rehearsal tell what happens, for the timeline a person reads. */
@FunctionalInterface
public interface Journal {
    /**
     * One thing that happened just now; may be called from any thread.
     *
     * @param actor who did it, one lower-case word: {@code ecs}, {@code codedeploy}, {@code tidegate}, {@code load}
     * @param what a short clause without the time
     */
    void happened(String actor, String what);
}

package dev.tidegate.task.fault;

import java.util.List;

/**
 * One script of the mixed set.
 *
 * @param running what the query of its session looks like while it runs
 * @param visible finds a row as soon as others see what it did, which may be before the history says so
 */
record Step(String file, List<String> lines, String running, String visible) {
    @Override
    public String toString() {
        return file;
    }
}

package dev.tidegate.tests.load;

import java.util.Set;

/**
 * A customer that the load wrote and what must be found of it.
 *
 * @param names the name last acknowledged; also the one of a rename that failed, since it may have been carried out
 * @param writtenBy the version that acknowledged the last write
 */
record WrittenCustomer(long id, Set<String> names, String writtenBy) {
    WrittenCustomer {
        names = Set.copyOf(names);
    }

    boolean settled() {
        return names.size() == 1;
    }

    String expected() {
        return String.join("\" or \"", names.stream().sorted().toList());
    }
}

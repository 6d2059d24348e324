package dev.tidegate.tests.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Everything the load wrote. A customer is lent to one request at a time, so that the request can tell exactly what the
 * answer must contain; one whose name is no longer certain is kept for the final check and not lent again.
 */
final class WrittenCustomers {
    private final List<WrittenCustomer> idle = new ArrayList<>();
    private final List<WrittenCustomer> unsettled = new ArrayList<>();

    synchronized Optional<WrittenCustomer> borrow(RandomGenerator random) {
        if (idle.isEmpty()) {
            return Optional.empty();
        }
        Collections.swap(idle, random.nextInt(idle.size()), idle.size() - 1);
        return Optional.of(idle.removeLast());
    }

    synchronized void keep(WrittenCustomer customer) {
        (customer.settled() ? idle : unsettled).add(customer);
    }

    /** All that is not lent. */
    synchronized List<WrittenCustomer> all() {
        List<WrittenCustomer> all = new ArrayList<>(idle);
        all.addAll(unsettled);
        return all;
    }
}

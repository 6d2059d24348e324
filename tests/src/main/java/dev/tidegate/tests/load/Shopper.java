package dev.tidegate.tests.load;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Does what a customer of the shop does, and knows what the shop must answer. */
final class Shopper {
    private static final String[] NAMES = {"Ada", "Bela", "Chidi", "Dunja", "Emre", "Freya", "Goran", "Hana", "Ines"};

    private final ShopClient client;
    private final WrittenCustomers customers;
    private final AtomicLong names = new AtomicLong();

    Shopper(ShopClient client, WrittenCustomers customers) {
        this.client = client;
        this.customers = customers;
    }

    /** What a request is for. */
    enum Errand {
        READ, ADD, RENAME, REPORT;

        static Errand choose(LoadProfile profile, RandomGenerator random) {
            int percent = random.nextInt(100);
            if (percent < profile.adds()) {
                return ADD;
            }
            if (percent < profile.adds() + profile.renames()) {
                return RENAME;
            }
            return percent < profile.adds() + profile.renames() + profile.reports() ? REPORT : READ;
        }
    }

    /** Sends one request; adds a customer instead while there is none that the errand could be about. */
    Answer run(Errand errand, Target target, RandomGenerator random) {
        if (errand == Errand.ADD) {
            return add(target);
        }
        return customers.borrow(random).map(customer -> switch (errand) {
            case READ -> read(target, customer);
            case RENAME -> rename(target, customer);
            case REPORT -> report(target, customer);
            case ADD -> add(target);
        }).orElseGet(() -> add(target));
    }

    private Answer add(Target target) {
        String name = newName();
        Answer answer = client.post(target, "/customers", Map.of("name", name, "email", "load@shop.example"));
        if (answer instanceof Answer.Right right && right.body().path("id").canConvertToLong()) {
            customers.keep(new WrittenCustomer(right.body().path("id").asLong(), Set.of(name), right.version()));
        }
        return checked(answer, "name", name, "the customer just added");
    }

    private Answer read(Target target, WrittenCustomer customer) {
        Answer answer = client.get(target, "/customers/" + customer.id());
        customers.keep(customer);
        return checked(answer, "name", customer.expected(), "customer " + customer.id());
    }

    private Answer rename(Target target, WrittenCustomer customer) {
        String name = newName();
        Answer answer = client.post(target, "/customers/" + customer.id(), Map.of("name", name));
        customers.keep(switch (answer) {
            case Answer.Right right -> new WrittenCustomer(customer.id(), Set.of(name), right.version());
            case Answer.Wrong wrong -> new WrittenCustomer(customer.id(), Set.of(customer.expected(), name),
                    customer.writtenBy());
        });
        return checked(answer, "name", name, "customer " + customer.id() + " just renamed");
    }

    private Answer report(Target target, WrittenCustomer customer) {
        Answer answer = client.get(target, "/report?customer=" + customer.id());
        customers.keep(customer);
        String what = "the report on customer " + customer.id();
        return checked(checked(answer, "before", customer.expected(), what), "after", customer.expected(), what);
    }

    private static Answer checked(Answer answer, String field, String expected, String what) {
        return switch (answer) {
            case Answer.Wrong wrong -> wrong;
            case Answer.Right right -> checked(right, right.body().path(field).asText(), expected, what);
        };
    }

    private static Answer checked(Answer.Right right, String found, String expected, String what) {
        return found.equals(expected)
                ? right
                : new Answer.Wrong(right.version(), "wrong answer",
                        "%s is called \"%s\" instead of \"%s\"".formatted(what, found, expected));
    }

    private String newName() {
        long number = names.incrementAndGet();
        return NAMES[(int) (number % NAMES.length)] + " " + number;
    }
}

package dev.tidegate.task.sql;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/** What is to be known of a script before it runs, from reading it once: a script may have too many statements to keep. */
public final class Summary {
    private final IntSupplier server;
    private final WantedLocks locks = new WantedLocks();
    private final Set<String> settings = new HashSet<>();
    private Optional<Statement> outside = Optional.empty();
    private Optional<Statement> inside = Optional.empty();
    private Optional<Statement> control = Optional.empty();
    private Optional<Statement> psql = Optional.empty();
    private Optional<Statement> nameless = Optional.empty();
    private boolean cutsForeignKeys;

    /** @param server the major version of PostgreSQL, asked for only when it matters */
    public Summary(IntSupplier server) {
        this.server = server;
    }

    /** Takes in the next statement. */
    public void add(Statement statement) {
        if (outside.isEmpty() || inside.isEmpty()) {
            sortOut(statement);
        }
        if (control.isEmpty() && Transactions.control(statement).isPresent()) {
            control = Optional.of(statement);
        }
        if (psql.isEmpty() && statement.tokens().getFirst().isSign("\\")) {
            psql = Optional.of(statement);
        }
        if (nameless.isEmpty() && Transactions.buildsNameless(statement)) {
            nameless = Optional.of(statement);
        }
        cutsForeignKeys = cutsForeignKeys || WantedLocks.cutsForeignKeys(statement);
        Transactions.setting(statement).ifPresent(settings::add);
        locks.add(statement);
    }

    private void sortOut(Statement statement) {
        if (Transactions.refusedInside(statement, server).isPresent()) {
            outside = outside.or(() -> Optional.of(statement));
        } else if (!Transactions.isSetting(statement)) {
            inside = inside.or(() -> Optional.of(statement));
        }
    }

    /** The first statement that cannot run in a transaction. */
    public Optional<Statement> outside() {
        return outside;
    }

    /** The first statement that would be undone with a transaction, or nothing if all others are settings. */
    public Optional<Statement> inside() {
        return inside;
    }

    /** The first statement that begins or ends a transaction. */
    public Optional<Statement> control() {
        return control;
    }

    /** The first that begins with a command of psql, which the server does not know. */
    public Optional<Statement> psql() {
        return psql;
    }

    /** The first statement that builds an index concurrently without naming it. */
    public Optional<Statement> nameless() {
        return nameless;
    }

    /** The relations it will lock, as far as its words tell. */
    public Map<Name, LockMode> wanted() {
        return locks.wanted();
    }

    /** Whether it drops something that foreign keys may tie to other tables, which are then locked as well. */
    public boolean cutsForeignKeys() {
        return cutsForeignKeys;
    }

    /** Whether it sets {@code parameter} for itself. */
    public boolean sets(String parameter) {
        return settings.contains(parameter);
    }
}

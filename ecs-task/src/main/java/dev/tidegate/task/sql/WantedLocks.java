package dev.tidegate.task.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Guesses, from the words alone, which relations a statement locks and how strongly. Names that turn out not to exist cost
 * nothing, so any name will do where the grammar is not clear. What the guess misses (cascades, triggers, dynamic SQL) is
 * left to {@code lock_timeout}.
 */
final class WantedLocks {
    private static final Set<String> RELATIONS = Set.of("table", "index", "view", "materialized", "sequence",
            "foreign");
    private static final Set<String> ON_A_TABLE = Set.of("trigger", "rule", "policy");

    private final Map<Name, LockMode> wanted = new LinkedHashMap<>();

    /** The locks that the statements so far take together, by name. */
    Map<Name, LockMode> wanted() {
        return Map.copyOf(wanted);
    }

    /** Whether it may remove foreign keys, which locks the tables they refer to. */
    static boolean cutsForeignKeys(Statement statement) {
        return statement.begins("drop", "table") || statement.begins("alter", "table")
                && statement.has("drop", "constraint");
    }

    /** Takes in the next statement. */
    void add(Statement statement) {
        switch (statement.tokens().getFirst().text()) {
            case "alter" -> alter(statement);
            case "drop" -> drop(statement);
            case "create" -> create(statement);
            case "lock" -> all(statement, asked(statement));
            case "refresh" -> all(statement, statement.has("concurrently")
                    ? LockMode.EXCLUSIVE
                    : LockMode.ACCESS_EXCLUSIVE);
            case "truncate", "reindex", "cluster" -> all(statement, statement.has("concurrently")
                    ? LockMode.SHARE_UPDATE_EXCLUSIVE
                    : LockMode.ACCESS_EXCLUSIVE);
            case "vacuum" -> all(statement, statement.has("full")
                    ? LockMode.ACCESS_EXCLUSIVE
                    : LockMode.SHARE_UPDATE_EXCLUSIVE);
            case "comment", "analyze" -> all(statement, LockMode.SHARE_UPDATE_EXCLUSIVE);
            case "insert", "update", "delete", "merge", "copy" -> all(statement, LockMode.ROW_EXCLUSIVE);
            case "select", "with", "values", "table" -> all(statement, reads(statement));
            case "do" -> block(statement);
            default -> {
            }
        }
    }

    /** The mode that LOCK names, such as {@code IN SHARE ROW EXCLUSIVE MODE}. */
    private static LockMode asked(Statement statement) {
        return Stream.of(LockMode.values()).filter(mode -> statement.has(mode.inLock())).findFirst().orElse(
                LockMode.ACCESS_EXCLUSIVE);
    }

    private static LockMode reads(Statement statement) {
        return Stream.of("insert", "update", "delete", "merge").anyMatch(statement::has)
                ? LockMode.ROW_EXCLUSIVE
                : LockMode.ACCESS_SHARE;
    }

    private void alter(Statement statement) {
        String what = word(statement, 1);
        if (ON_A_TABLE.contains(what)) {
            one(statement.nameAfter("on"), LockMode.ACCESS_EXCLUSIVE);
        } else if (RELATIONS.contains(what)) {
            one(statement.nameAt(what.equals("materialized") || what.equals("foreign") ? 3 : 2), AlterLocks.of(
                    statement));
            one(statement.nameAfter("attach", "partition"), LockMode.ACCESS_EXCLUSIVE);
            // Concurrently, the partition is locked for good only after the server has waited for everybody in peace.
            one(statement.nameAfter("detach", "partition"), statement.has("concurrently")
                    ? LockMode.SHARE_UPDATE_EXCLUSIVE
                    : LockMode.ACCESS_EXCLUSIVE);
            one(statement.nameAfter("inherit"), LockMode.SHARE_UPDATE_EXCLUSIVE);
            references(statement);
        }
    }

    private void drop(Statement statement) {
        String what = word(statement, 1);
        if (ON_A_TABLE.contains(what)) {
            one(statement.nameAfter("on"), LockMode.ACCESS_EXCLUSIVE);
        } else if (RELATIONS.contains(what)) {
            all(statement, statement.has("concurrently") ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
        }
    }

    private void create(Statement statement) {
        if (statement.has("index") && statement.has("on") && !statement.has("table")) {
            one(statement.nameAfter("on"), statement.has("concurrently")
                    ? LockMode.SHARE_UPDATE_EXCLUSIVE
                    : LockMode.SHARE);
        } else if (ON_A_TABLE.contains(word(statement, 1)) || statement.has("constraint", "trigger")
                || statement.begins("create", "or", "replace", "trigger")) {
            one(statement.nameAfter("on"), statement.has("trigger")
                    ? LockMode.SHARE_ROW_EXCLUSIVE
                    : LockMode.ACCESS_EXCLUSIVE);
        } else if (statement.begins("create", "or", "replace") && statement.has("view")) {
            one(statement.nameAfter("view"), LockMode.ACCESS_EXCLUSIVE);
            statement.after("as").ifPresent(body -> names(statement, body, LockMode.ACCESS_SHARE));
        } else if (statement.has("table") || statement.has("view")) {
            one(statement.nameAfter("partition", "of"), LockMode.ACCESS_EXCLUSIVE);
            references(statement);
            statement.after("as").ifPresent(body -> names(statement, body, LockMode.ACCESS_SHARE));
        } else if (statement.has("statistics")) {
            one(statement.nameAfter("from"), LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
    }

    private void references(Statement statement) {
        for (int at = 0; at < statement.tokens().size(); at++) {
            if (statement.wordsAt(at, "references")) {
                one(statement.nameAt(at + 1), LockMode.SHARE_ROW_EXCLUSIVE);
            }
        }
    }

    /** A block may do anything; its words tell the strongest thing it does, also where it builds its statements. */
    private void block(Statement statement) {
        String body = statement.tokens().stream().filter(token -> token.kind() == Token.Kind.DOLLAR).map(Token::text)
                .findFirst().orElse("");
        List<Statement> inside = Statements.of(body.replace('\'', ' ').replace(';', ' '));
        inside.forEach(words -> all(words, Stream.of("alter", "drop", "truncate", "lock", "cluster", "refresh")
                .anyMatch(words::has)
                        ? LockMode.ACCESS_EXCLUSIVE
                        : words.has("index") ? LockMode.SHARE : reads(words)));
    }

    private void all(Statement statement, LockMode mode) {
        names(statement, 1, mode);
    }

    private void names(Statement statement, int from, LockMode mode) {
        statement.namesFrom(from).forEach(name -> one(Optional.of(name), mode));
    }

    private void one(Optional<Name> name, LockMode mode) {
        name.ifPresent(known -> wanted.merge(known, mode, LockMode::or));
    }

    private static String word(Statement statement, int index) {
        return index < statement.tokens().size() ? statement.tokens().get(index).text() : "";
    }
}

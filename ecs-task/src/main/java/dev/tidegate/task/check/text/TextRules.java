package dev.tidegate.task.check.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.sql.Name;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Token;

/**
 * What the words of a statement tell without a server. They tell nothing of the schema, so only what is so with any schema is an
 * error. {@code DO} blocks and the bodies of functions are not looked into.
 */
final class TextRules {
    private static final Map<String, Code> DROPPED = Map.ofEntries(Map.entry("table", Code.TABLE_DROPPED), Map.entry(
            "view", Code.VIEW_DROPPED), Map.entry("sequence", Code.SEQUENCE_DROPPED), Map.entry("schema",
                    Code.SCHEMA_DROPPED), Map.entry("type", Code.TYPE_DROPPED), Map.entry("domain", Code.TYPE_DROPPED),
            Map.entry("function", Code.FUNCTION_DROPPED), Map.entry("procedure", Code.FUNCTION_DROPPED), Map.entry(
                    "routine", Code.FUNCTION_DROPPED), Map.entry("aggregate", Code.FUNCTION_DROPPED), Map.entry(
                            "extension", Code.EXTENSION_DROPPED), Map.entry("trigger", Code.TRIGGER_DROPPED));
    private static final Map<String, Code> RENAMED = Map.of("view", Code.VIEW_RENAMED, "sequence",
            Code.SEQUENCE_RENAMED, "schema", Code.SCHEMA_RENAMED, "type", Code.TYPE_RENAMED, "domain",
            Code.TYPE_RENAMED, "function", Code.FUNCTION_DROPPED, "procedure", Code.FUNCTION_DROPPED);
    private static final Set<String> TWO_WORDS = Set.of("materialized", "foreign");
    private static final Set<String> BEFORE_KIND = Set.of("or", "replace", "unlogged", "temporary", "temp", "local",
            "global", "unique", "constraint", "recursive", "materialized", "foreign", "trusted", "event", "procedural");

    private final Made made;
    private final TextReport report;
    private final TableRules tables;

    TextRules(Made made, TextReport report) {
        this.made = made;
        this.report = report;
        this.tables = new TableRules(made, report);
    }

    /** Takes in the next statement of the script. */
    void add(Statement statement) {
        switch (statement.tokens().getFirst().text()) {
            case "create" -> create(statement);
            case "drop" -> drop(statement);
            case "alter" -> alter(statement);
            case "truncate" -> known(statement, statement.begins("truncate", "table") ? 2 : 1).ifPresent(
                    table -> report.find(Code.ROWS_LOST, statement, table.toString(), "all rows of " + table
                            + " are gone for good"));
            case "delete" -> known(statement, 2).filter(table -> !statement.has("where") && !statement.has("using"))
                    .ifPresent(table -> report.find(Code.ROWS_LOST, statement, table.toString(), "all rows of " + table
                            + " are gone for good"));
            case "update" -> known(statement, 1).filter(table -> !statement.has("where")).ifPresent(
                    table -> report.find(Code.LOCK_ALL_ROWS, statement, table.toString(), "writers of any row of "
                            + table + " wait until every row is written and the transaction ends"));
            case "revoke" -> revoke(statement);
            case "refresh" -> refresh(statement);
            case "cluster" -> known(statement, 1).filter(table -> statement.tokens().size() > 1).ifPresent(
                    table -> report.find(Code.LOCK_REWRITE, statement, table.toString(), "readers and writers of "
                            + table + " wait until it is written anew"));
            case "vacuum" -> vacuum(statement);
            default -> {
                // It changes no schema, or nobody can tell what it does.
            }
        }
    }

    private Optional<Name> known(Statement statement, int at) {
        return statement.nameAt(at).filter(name -> !made.has(name));
    }

    private static int kind(Statement statement) {
        int at = 1;
        while (at < statement.tokens().size() - 1 && BEFORE_KIND.contains(statement.tokens().get(at).text())) {
            at++;
        }
        return at;
    }

    private void create(Statement statement) {
        int kind = kind(statement);
        if (statement.wordsAt(kind, "index")) {
            index(statement);
            return;
        }
        Optional<Name> name = statement.nameAt(kind + 1);
        name.ifPresent(report::back);
        // A view or function may replace one that was there; a table cannot, unless it is passed over.
        boolean mayBeOld = statement.begins("create", "or", "replace") || statement.has("if", "not", "exists");
        if (!mayBeOld) {
            name.ifPresent(made::add);
        }
    }

    private void index(Statement statement) {
        Optional<Name> on = statement.nameAfter("on").filter(table -> !made.has(table));
        if (on.isEmpty() || statement.has("on", "only")) {
            return;
        }
        Name table = on.get();
        if (!statement.has("concurrently")) {
            report.find(Code.LOCK_INDEX_BUILD, statement, table.toString(), "writers of " + table
                    + " wait until the index is built; CREATE INDEX CONCURRENTLY, in a script of its own, keeps nobody"
                    + " waiting");
        }
        if (statement.has("unique") && !tables.ownColumns(table, statement)) {
            report.suspect(Code.UNIQUE_ADDED, statement, table.toString(),
                    "old code may write values to " + table + " that are there already");
        }
    }

    private void drop(Statement statement) {
        int kind = TWO_WORDS.contains(word(statement, 1)) ? 2 : 1;
        String what = word(statement, kind);
        if (what.equals("index")) {
            if (!statement.has("concurrently")) {
                known(statement, kind + 1).ifPresent(index -> report.find(Code.LOCK_NOT_CONCURRENT, statement, index
                        .toString(),
                        "readers and writers of its table wait for this lock; DROP INDEX CONCURRENTLY, in a"
                                + " script of its own, keeps nobody waiting"));
            }
        } else if (DROPPED.containsKey(what)) {
            List<Statement> parts = statement.parts();
            for (int part = 0; part < parts.size(); part++) {
                known(parts.get(part), part == 0 ? kind + 1 : 0).ifPresent(thing -> report.gone(DROPPED.get(what),
                        statement, thing, "it is gone"));
            }
        }
    }

    private void alter(Statement statement) {
        int kind = TWO_WORDS.contains(word(statement, 1)) ? 2 : 1;
        String what = word(statement, kind);
        Optional<Name> thing = known(statement, kind + 1);
        if (thing.isEmpty()) {
            return;
        }
        String name = thing.get().toString();
        if (what.equals("table")) {
            tables.alter(statement, thing.get());
        } else if (RENAMED.containsKey(what) && (statement.has("rename", "to") || statement.has("set", "schema"))) {
            report.gone(RENAMED.get(what), statement, thing.get(), "it has another name");
            statement.nameAfter("to").ifPresent(made::add);
        } else if (what.equals("type") && statement.has("rename", "value")) {
            report.find(Code.LABEL_RENAMED, statement, name, "old code that uses the label of " + name + " fails");
        } else if (what.equals("domain") && (statement.has("set", "not", "null") || statement.has("add"))) {
            report.suspect(Code.DOMAIN_TIGHTENED, statement, name, "old code may write values that " + name
                    + " refuses from now on");
        }
    }

    /** Of what the run has made itself, nobody loses a right. */
    private void revoke(Statement statement) {
        Optional<Name> on = Stream.of("table", "sequence", "function", "schema", "on").map(word -> word.equals("on")
                ? statement.nameAfter("on")
                : statement.nameAfter("on", word)).flatMap(Optional::stream).findFirst();
        if (on.filter(made::has).isEmpty()) {
            report.suspect(Code.PRIVILEGE_REVOKED, statement, on.map(Name::toString).orElse("rights"),
                    "old code that needs the right fails");
        }
    }

    private void refresh(Statement statement) {
        statement.nameAfter("concurrently").or(() -> statement.nameAt(3)).filter(view -> !made.has(view)).ifPresent(
                view -> {
                    if (statement.has("with", "no", "data")) {
                        report.find(Code.VIEW_EMPTIED, statement, view.toString(), "old code that reads " + view
                                + " fails: it has no data");
                    } else if (!statement.has("concurrently")) {
                        report.find(Code.LOCK_NOT_CONCURRENT, statement, view.toString(), "readers of " + view
                                + " wait until it is written anew; REFRESH MATERIALIZED VIEW CONCURRENTLY does not"
                                + " make them");
                    }
                });
    }

    private void vacuum(Statement statement) {
        if (statement.has("full")) {
            report.find(Code.LOCK_OUTSIDE_TRANSACTION, statement, "tables",
                    "readers and writers wait until the table is written anew");
        }
    }

    private static String word(Statement statement, int at) {
        return Optional.of(at).filter(index -> index < statement.tokens().size()).map(statement.tokens()::get).map(
                Token::text).orElse("");
    }
}

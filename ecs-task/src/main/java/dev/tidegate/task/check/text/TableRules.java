package dev.tidegate.task.check.text;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.sql.Name;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Token;

/** What the words of {@code ALTER TABLE} tell without a server. */
final class TableRules {
    private static final Set<String> SERIAL = Set.of("serial", "bigserial", "smallserial", "serial2", "serial4",
            "serial8");
    /** Each row needs a value of its own. The list is not complete: any function may be volatile. */
    private static final Set<String> VOLATILE = Set.of("gen_random_uuid", "uuid_generate_v4", "uuid_generate_v1",
            "uuidv4", "uuidv7", "random", "clock_timestamp", "timeofday", "nextval");
    private static final Set<String> CONSTRAINTS = Set.of("check", "foreign", "unique", "primary", "exclude");

    private static final Set<String> OF_EXPRESSIONS = Set.of("and", "or", "not", "is", "null", "in", "between",
            "length",
            "any", "array", "with", "asc", "desc", "like", "true", "false");

    private final Made made;
    private final TextReport report;
    private final Set<Name> altered = new HashSet<>();

    TableRules(Made made, TextReport report) {
        this.made = made;
        this.report = report;
    }

    /** Takes in an {@code ALTER TABLE} of a table that old code may know. */
    void alter(Statement statement, Name table) {
        List<Statement> parts = statement.parts();
        for (int part = 0; part < parts.size(); part++) {
            Statement action = part > 0 ? parts.get(part) : behindName(parts.getFirst(), table);
            if (!action.tokens().isEmpty()) {
                action(statement, action, table);
            }
        }
        if (!statement.has("validate")) {
            altered.add(table);
        }
    }

    private static Statement behindName(Statement first, Name table) {
        int at = 2;
        while (Stream.of("if", "exists", "only").anyMatch(first.tokens().get(at)::isWord)) {
            at++;
        }
        int end = at + 1;
        while (end < first.tokens().size() && first.tokens().get(end).isSign(".")) {
            end += 2;
        }
        return tail(first, end < first.tokens().size() && first.tokens().get(end).isSign("*") ? end + 1 : end);
    }

    private static Statement tail(Statement statement, int from) {
        List<Token> tokens = statement.tokens();
        return new Statement(statement.text(), statement.start(), statement.line(), tokens.subList(Math.min(from, tokens
                .size()), tokens.size()));
    }

    private void action(Statement statement, Statement action, Name table) {
        switch (action.tokens().getFirst().text()) {
            case "add" -> add(statement, action, table);
            case "drop" -> drop(statement, action, table);
            case "alter" -> column(statement, tail(action, action.wordsAt(1, "column") ? 2 : 1), table);
            case "rename" -> rename(statement, action, table);
            case "set" -> set(statement, action, table);
            case "validate" -> {
                if (altered.contains(table)) {
                    report.find(Code.LOCK_WHILE_WORKING, statement, table.toString(), "writers of " + table
                            + " wait until it is read from end to end: the lock of an earlier statement is held until"
                            + " the end of the transaction");
                }
            }
            case "enable" -> {
                if (action.has("row", "level", "security")) {
                    report.find(Code.ROW_SECURITY_ENABLED, statement, table.toString(),
                            "old code no longer sees or writes rows of " + table + " that no policy allows");
                }
            }
            case "detach" -> {
                report.find(Code.PARTITION_DETACHED, statement, table.toString(), "old code no longer finds the"
                        + " partition's rows in " + table);
                if (!action.has("concurrently")) {
                    report.find(Code.LOCK_NOT_CONCURRENT, statement, table.toString(), "readers and writers of " + table
                            + " wait for this lock; DETACH PARTITION … CONCURRENTLY keeps nobody waiting");
                }
            }
            default -> {
                // The words alone do not tell whether it matters.
            }
        }
    }

    private void add(Statement statement, Statement action, Name table) {
        int constraint = action.wordsAt(1, "constraint") ? 3 : 1;
        String kind = word(action, constraint);
        if (constraint == 3 || CONSTRAINTS.contains(kind)) {
            constraint(statement, action, table, kind);
            return;
        }
        Statement column = tail(action, action.wordsAt(1, "column") ? 2 : 1);
        column.nameAt(0).ifPresent(name -> newColumn(statement, column, table, name.last()));
    }

    private void newColumn(Statement statement, Statement column, Name table, String name) {
        report.columnBack(table + "." + name);
        made.addColumn(table, name);
        int type = column.has("if", "not", "exists") ? 4 : 1;
        boolean serial = SERIAL.contains(word(column, type));
        boolean filled = serial || column.has("default") || column.has("generated") && column.has("identity") || column
                .has("generated", "always", "as", "identity");
        if ((column.has("not", "null") || column.has("primary", "key")) && !filled && !column.has("generated")) {
            report.find(Code.COLUMN_ADDED_REQUIRED, statement, table + "." + name, "old code that inserts into " + table
                    + " fails: it gives no value for " + name);
        }
        boolean computed = column.after("default").stream().mapToObj(at -> word(column, at)).anyMatch(
                VOLATILE::contains);
        if (serial || computed || column.has("identity") || column.has("stored")) {
            report.find(Code.LOCK_REWRITE, statement, table.toString(), "readers and writers of " + table
                    + " wait until it is written anew, for each row gets a value of its own");
        }
        if (word(column, type).equals("json")) {
            report.find(Code.COLUMN_NOT_COMPARABLE, statement, table + "." + name,
                    "old code that compares whole rows of " + table + ", as SELECT DISTINCT does, fails; jsonb can be"
                            + " compared");
        }
    }

    private void constraint(Statement statement, Statement action, Name table, String kind) {
        boolean existing = action.has("using", "index");
        boolean own = ownColumns(table, action);
        switch (kind) {
            case "check" -> restrict(Code.CHECK_ADDED, statement, action, table);
            case "foreign" -> restrict(Code.FOREIGN_KEY_ADDED, statement, action, table);
            case "exclude" -> report.suspect(Code.EXCLUDE_ADDED, statement, table.toString(), refuses(table));
            case "unique", "primary" -> {
                if (!own && !existing) {
                    report.suspect(Code.UNIQUE_ADDED, statement, table.toString(), refuses(table));
                }
            }
            default -> {
                // Such as NOT NULL, of which the schema decides what it changes.
            }
        }
        if (Set.of("exclude", "unique", "primary").contains(kind) && !existing) {
            report.find(Code.LOCK_INDEX_BUILD, statement, table.toString(), "readers and writers of " + table
                    + " wait until the index is built; build it CONCURRENTLY first, then ADD CONSTRAINT … USING INDEX");
        }
    }

    private void restrict(Code code, Statement statement, Statement action, Name table) {
        if (!ownColumns(table, action)) {
            report.suspect(code, statement, table.toString(), refuses(table));
        }
        if (!action.has("not", "valid") && !action.has("not", "enforced")) {
            report.find(Code.LOCK_SCAN, statement, table.toString(), "writers of " + table
                    + " wait until it is read from end to end; add it NOT VALID, and VALIDATE it in a script of its"
                    + " own");
        }
    }

    private static String refuses(Name table) {
        return "old code may write rows to " + table + " that it refuses";
    }

    private void drop(Statement statement, Statement action, Name table) {
        if (action.wordsAt(1, "constraint")) {
            return;
        }
        Optional<String> column = tail(action, action.wordsAt(1, "column") ? 2 : 1).nameAt(0).map(Name::last);
        column.filter(name -> !made.hasColumn(table, name)).map(name -> table + "." + name).ifPresent(name -> {
            String message = "old code that uses " + name + " fails: it is gone";
            if (action.has("if", "exists")) {
                report.suspect(Code.COLUMN_DROPPED, statement, name, message);
            } else {
                report.find(Code.COLUMN_DROPPED, statement, name, message);
            }
        });
    }

    private void rename(Statement statement, Statement action, Name table) {
        if (action.wordsAt(1, "to")) {
            report.gone(Code.TABLE_RENAMED, statement, table, "it has another name");
            action.nameAt(2).ifPresent(name -> made.add(name.beside(table)));
        } else if (!action.wordsAt(1, "constraint")) {
            String column = word(action, action.wordsAt(1, "column") ? 2 : 1);
            if (!made.hasColumn(table, column)) {
                report.find(Code.COLUMN_RENAMED, statement, table + "." + column, "old code that uses " + table + "."
                        + column + " fails: it has another name");
            }
        }
    }

    private void set(Statement statement, Statement action, Name table) {
        if (action.wordsAt(1, "schema")) {
            report.gone(Code.TABLE_RENAMED, statement, table, "it is in another schema");
        } else if (action.wordsAt(1, "logged") || action.wordsAt(1, "unlogged") || action.wordsAt(1, "tablespace")) {
            report.find(Code.LOCK_REWRITE, statement, table.toString(), "readers and writers of " + table
                    + " wait until it is written anew");
        }
    }

    /** @param action from the column's name on */
    private void column(Statement statement, Statement action, Name table) {
        String column = word(action, 0);
        boolean own = made.hasColumn(table, column);
        String name = table + "." + column;
        if (action.wordsAt(1, "set", "not", "null")) {
            String message = "old code that writes no " + column + " to " + table + " fails";
            if (own) {
                report.find(Code.COLUMN_ADDED_REQUIRED, statement, name, message);
            } else {
                report.suspect(Code.COLUMN_REQUIRED, statement, name, message);
            }
        } else if ((action.wordsAt(1, "type") || action.wordsAt(1, "set", "data", "type")) && !own) {
            report.suspect(Code.COLUMN_TYPE_CHANGED, statement, name, "unless the type is only widened, old code that"
                    + " uses " + name + " may fail, and readers and writers of " + table
                    + " wait until it is written anew");
        } else if (action.wordsAt(1, "drop", "default") && !own) {
            report.suspect(Code.DEFAULT_DROPPED, statement, name, "old code that inserts into " + table
                    + " without a value for " + column + " fails or writes NULL");
        } else if (action.wordsAt(1, "add", "generated")) {
            report.back(new Name(List.of(table.last() + "_" + column + "_seq")));
        } else if (action.wordsAt(1, "set", "generated", "always")) {
            report.find(Code.IDENTITY_ALWAYS, statement, name, "old code that gives a value for " + name + " fails");
        }
    }

    /** Whether every column in its first parentheses was made by this run, so that old code writes none of them. */
    boolean ownColumns(Name table, Statement statement) {
        List<Token> tokens = statement.tokens();
        int open = 0;
        while (open < tokens.size() && !tokens.get(open).isSign("(")) {
            open++;
        }
        int close = open;
        while (close < tokens.size() && !tokens.get(close).isSign(")")) {
            close++;
        }
        List<Token> names = tokens.subList(Math.min(open, tokens.size()), close).stream().filter(Token::isName)
                .toList();
        return !names.isEmpty() && names.stream().allMatch(name -> made.hasColumn(table, name.text()) || OF_EXPRESSIONS
                .contains(name.text()));
    }

    private static String word(Statement statement, int at) {
        return Optional.of(at).filter(index -> index < statement.tokens().size()).map(statement.tokens()::get).map(
                Token::text).orElse("");
    }
}

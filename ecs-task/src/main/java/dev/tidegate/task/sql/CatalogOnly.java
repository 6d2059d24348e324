package dev.tidegate.task.sql;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Statements that write nothing but the catalog, so that they take milliseconds once they have their locks. Whatever may read
 * or write the rows of a table, or runs code that nobody knows, is none of them.
 */
public final class CatalogOnly {
    private static final List<String> ALWAYS = List.of("comment", "grant", "revoke", "create view",
            "create or replace view", "create function", "create or replace function", "create procedure",
            "create or replace procedure", "create type", "create schema", "create sequence", "create trigger",
            "create or replace trigger", "create policy", "create rule", "create or replace rule", "create role",
            "drop view", "drop function", "drop procedure", "drop type", "drop trigger", "drop policy", "drop rule",
            "drop table", "drop sequence", "drop index", "alter view", "alter function", "alter sequence",
            "alter policy",
            "alter schema", "alter default privileges");
    private static final List<String> FORMS_OF_ALTER_TABLE = List.of("rename", "drop column", "drop constraint",
            "drop default", "drop not null", "set default", "owner to", "set schema", "not valid", "enable trigger",
            "disable trigger", "set statistics", "no inherit");
    /** What makes a new column more than an entry in the catalog: each row is checked or written. */
    private static final Set<String> WRITES_ROWS = Set.of("generated", "unique", "primary", "check", "references",
            "identity", "serial", "bigserial", "smallserial", "serial2", "serial4", "serial8", "constraint");
    private static final Set<String> CONSTANTS = Set.of("true", "false", "null");

    private CatalogOnly() {}

    /** Whether {@code statement} is one of them. */
    public static boolean is(Statement statement) {
        if (statement.has("concurrently")) {
            return false;
        }
        if (begins(statement, "create table")) {
            // Neither CREATE TABLE … AS nor a partition, whose default partition is searched for its rows.
            return !statement.has("as") && !statement.has("partition", "of");
        }
        return begins(statement, "alter table")
                ? statement.parts().stream().allMatch(CatalogOnly::isFormOfAlter)
                : ALWAYS.stream().anyMatch(words -> begins(statement, words));
    }

    private static boolean isFormOfAlter(Statement action) {
        if (action.has("type") || action.has("validate") || action.has("partition")) {
            return false;
        }
        return FORMS_OF_ALTER_TABLE.stream().anyMatch(words -> action.has(words.split(" "))) || addsColumn(action);
    }

    private static boolean addsColumn(Statement action) {
        if (!action.has("add") || action.has("add", "constraint")) {
            return false;
        }
        boolean writes = action.tokens().stream().anyMatch(token -> WRITES_ROWS.stream().anyMatch(token::isWord));
        int value = action.after("default").orElse(-1);
        return !writes && action.has("add", "column") && (value < 0 || isConstant(action, value));
    }

    /** Since PostgreSQL 11 a constant is kept in the catalog; anything else may be computed for each row. */
    private static boolean isConstant(Statement action, int at) {
        boolean constant = at < action.tokens().size() && (action.tokens().get(at).kind() == Token.Kind.LITERAL
                || CONSTANTS.stream().anyMatch(action.tokens().get(at)::isWord));
        return constant && Stream.of("(", "+", "-", "*", "|").noneMatch(sign -> action.tokens().stream().skip(at)
                .anyMatch(
                        token -> token.isSign(sign)));
    }

    private static boolean begins(Statement statement, String words) {
        return statement.begins(words.split(" "));
    }
}

package dev.tidegate.task.check.record;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Statements;
import dev.tidegate.task.sql.Token;

/** Tells what an application may have sent from what drivers, monitors and the runner ask for themselves. */
final class Recordable {
    /** Everything else, such as SET or COMMIT, cannot be prepared. */
    private static final List<String> PREPARABLE = List.of("select", "insert", "update", "delete", "merge", "with",
            "values", "table");
    private static final Set<String> CATALOGS = Set.of("pg_catalog", "information_schema");

    private final Set<String> ours;

    /** @param ours names of tables that the runner itself uses */
    Recordable(Set<String> ours) {
        this.ours = Set.copyOf(ours);
    }

    /** The statement to write down, without comments around it; empty when it is of no use. */
    Optional<String> of(String query) {
        List<Statement> statements = Statements.of(query);
        return statements.size() != 1
                ? Optional.empty()
                : Optional.of(prepared(statements.getFirst())).filter(statement -> PREPARABLE.stream().anyMatch(
                        statement::begins)).filter(statement -> !asksCatalog(statement)).map(Statement::text);
    }

    /** Of {@code PREPARE name AS …} what is prepared. */
    private static Statement prepared(Statement statement) {
        return statement.begins("prepare") && statement.after("as").isPresent()
                ? Statements.of(statement.text().substring(statement.tokens().get(statement.after("as").getAsInt() - 1)
                        .end() - statement.start())).getFirst()
                : statement;
    }

    private boolean asksCatalog(Statement statement) {
        List<Token> tokens = statement.tokens();
        for (int at = 0; at < tokens.size(); at++) {
            String next = at + 1 < tokens.size() ? tokens.get(at + 1).text() : "";
            String afterNext = at + 3 < tokens.size() ? tokens.get(at + 3).text() : "";
            boolean cast = at > 0 && tokens.get(at - 1).text().equals(":");
            String name = tokens.get(at).text();
            boolean relation = tokens.get(at).isName() && !cast && !next.equals("(");
            boolean catalog = CATALOGS.contains(name) ? next.equals(".") && !afterNext.equals("(")
                    : name.startsWith("pg_") || ours.contains(name);
            if (relation && catalog) {
                return true;
            }
        }
        return false;
    }
}

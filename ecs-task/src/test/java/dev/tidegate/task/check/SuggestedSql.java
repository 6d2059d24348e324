package dev.tidegate.task.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.report.Suggestions;
import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Suggestion;
import dev.tidegate.task.check.scratch.Scratch;
import dev.tidegate.task.check.scratch.ScratchServer;
import dev.tidegate.task.check.scratch.Source;
import dev.tidegate.task.check.scratch.Sql;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Statements;

/** Runs what is suggested instead of a statement, in the schema that the statement found. */
final class SuggestedSql {
    private static final String BEHIND = "-- in the same script, behind this statement:";

    private static final Pattern ROLE = Pattern.compile("role \"(.+)\" does not exist");

    private final ScratchServer server;
    private final Release release;
    private final Map<String, String> databases = new HashMap<>();
    private final List<String> refusals = new ArrayList<>();

    private SuggestedSql(ScratchServer server, Release release) {
        this.server = server;
        this.release = release;
    }

    /** What the server refused of it, each with the finding and the server's words. */
    static List<String> refusals(ScratchServer server, Release release, List<Checked> checked) throws SQLException {
        SuggestedSql suggested = new SuggestedSql(server, release);
        for (Checked script : checked) {
            Set<String> ran = new HashSet<>();
            for (Finding finding : script.findings()) {
                String sql = finding.fix().pre() + "\n" + finding.fix().post();
                if (!sql.isBlank() && ran.add(finding.line() + sql)) {
                    suggested.run(script.source(), finding.line(), finding.code().word(), sql);
                }
            }
            if (script.verdict().suggestion() == Suggestion.SPLIT) {
                suggested.run(script.source(), 1, "the split", Suggestions.split(script));
            }
        }
        return suggested.refusals;
    }

    private void run(Source script, int line, String what, String sql) throws SQLException {
        String found = before(script, sql.contains(BEHIND) ? line + 1 : line);
        boolean outside = sql.contains("CONCURRENTLY");
        try (Connection connection = server.connect(outside ? server.create(found) : found)) {
            connection.setAutoCommit(outside);
            run(connection, what, sql);
            if (!outside) {
                connection.rollback();
            }
        }
    }

    /** A database with everything that was run before this line of the script. */
    private String before(Source script, int line) throws SQLException {
        List<Source> earlier = new ArrayList<>(release.asDeployed().stream().takeWhile(other -> !other.file().equals(
                script.file())).toList());
        script.statements().stream().filter(each -> each.line() < line).forEach(statement -> earlier.add(new Source(
                script.script(), script.text(), script.configured(), List.of(statement))));
        return database(script.file() + earlier.size(), earlier);
    }

    private String database(String key, List<Source> sources) throws SQLException {
        if (!databases.containsKey(key)) {
            String database = sources == release.before() ? server.create()
                    : server.create(database("", release
                            .before()));
            try (Scratch scratch = new Scratch(server, database)) {
                for (Source source : sources) {
                    run(scratch, source);
                }
            }
            databases.put(key, database);
        }
        return databases.get(key);
    }

    private static void run(Scratch scratch, Source source) throws SQLException {
        try {
            scratch.run(source);
        } catch (SQLException e) {
            // A role is a whole server's, and may be there from another database.
            if (!e.getMessage().matches("(?s)ERROR: role .* already exists.*")) {
                throw e;
            }
        }
    }

    private void run(Connection connection, String what, String sql) throws SQLException {
        // What only the user can fill in.
        for (Statement statement : Statements.of(sql.replace("…", "NULL"))) {
            try {
                execute(connection, statement.text());
            } catch (SQLException e) {
                refusals.add(what + ": " + statement.text() + ": " + e.getMessage());
                if (!connection.getAutoCommit()) {
                    return;
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        Optional<Savepoint> before = connection.getAutoCommit() ? Optional.empty()
                : Optional.of(connection
                        .setSavepoint());
        try (java.sql.Statement run = connection.createStatement()) {
            run.setEscapeProcessing(false);
            run.execute(sql);
        } catch (SQLException e) {
            Matcher role = ROLE.matcher(e.getMessage());
            if (!role.find()) {
                throw e;
            }
            if (before.isPresent()) {
                connection.rollback(before.get());
            }
            execute(connection, "CREATE ROLE " + Sql.name(role.group(1)));
            execute(connection, sql);
        }
    }
}

package dev.tidegate.task.check.client;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.check.scratch.Samples;

/**
 * Plays the code of the release before: does everything that worked with the schema it knows, again after each migration. Nothing
 * of it stays. It shares no rule with the comparison of catalogs, so that each is evidence for or against the other.
 */
public final class OldClient implements AutoCloseable {
    /** Every deed is taken back by an error of our own, which only the server's errors can keep from being raised. */
    private static final String PLAY = """
            CREATE FUNCTION pg_temp.tidegate_play(deeds text[], roles text[], answers boolean[])
            RETURNS TABLE (worked boolean, answer text) LANGUAGE plpgsql AS $play$
            DECLARE
              found text;
              rows bigint;
            BEGIN
              FOR deed IN 1 .. coalesce(array_length(deeds, 1), 0) LOOP
                BEGIN
                  IF roles[deed] <> '' THEN
                    EXECUTE format('SET LOCAL ROLE %I', roles[deed]);
                  END IF;
                  IF answers[deed] THEN
                    EXECUTE deeds[deed] INTO found;
                  ELSE
                    EXECUTE deeds[deed];
                    GET DIAGNOSTICS rows = ROW_COUNT;
                    found := rows::text;
                  END IF;
                  SET CONSTRAINTS ALL IMMEDIATE;
                  RAISE EXCEPTION USING ERRCODE = 'TGATE', MESSAGE = coalesce(found, '');
                EXCEPTION WHEN OTHERS THEN
                  worked := SQLSTATE = 'TGATE';
                  answer := SQLERRM;
                END;
                RETURN NEXT;
              END LOOP;
            END
            $play$""";

    private final Connection connection;
    private final Map<Deed, String> worked = new LinkedHashMap<>();

    /**
     * Learns what works now.
     *
     * @param connection of its own
     * @param schema as it is now, with rows in its tables
     * @param roles that the application logs in as, beside the owner
     */
    public OldClient(Connection connection, Snapshot schema, List<String> roles) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(PLAY);
        }
        connection.commit();
        List<Deed> deeds = new Repertoire(schema, new Samples(connection, schema)).deeds(roles);
        connection.rollback();
        learn(deeds);
    }

    private void learn(List<Deed> deeds) throws SQLException {
        List<Answer> answers = play(deeds);
        worked.clear();
        for (int at = 0; at < deeds.size(); at++) {
            boolean wroteNothing = deeds.get(at).needsRows() && answers.get(at).text().equals("0");
            if (answers.get(at).worked() && !wroteNothing) {
                worked.put(deeds.get(at), answers.get(at).text());
            }
        }
    }

    /** Forgets what does not work any more, whatever the reason. */
    public void learnAgain() throws SQLException {
        learn(List.copyOf(worked.keySet()));
    }

    /** The tables into which it could insert rows. */
    public Set<String> inserted() {
        Set<String> tables = new TreeSet<>();
        worked.keySet().stream().filter(Deed::inserts).forEach(deed -> tables.add(deed.object()));
        return tables;
    }

    /**
     * Does again what worked, and forgets what does not work any more.
     *
     * @param objects what may be concerned at all
     * @param sameRows whether nobody removed rows, so that fewer of them tell something
     */
    public List<Sighting> again(boolean sameRows, Predicate<String> objects) throws SQLException {
        List<Deed> deeds = worked.keySet().stream().filter(deed -> objects.test(deed.object())).toList();
        List<Answer> answers = play(deeds);
        List<Sighting> seen = new ArrayList<>();
        for (int at = 0; at < deeds.size(); at++) {
            Deed deed = deeds.get(at);
            Answer answer = answers.get(at);
            String before = worked.get(deed);
            worked.put(deed, answer.text());
            String who = deed.role().map(role -> "as " + role + ": ").orElse("");
            if (!answer.worked()) {
                worked.remove(deed);
                seen.add(new Sighting(deed.object(), true, who + deed.sql(), answer.text()));
            } else if (deed.answers() ? !answer.text().equals(before)
                    : sameRows && rows(answer.text()) < rows(before)) {
                seen.add(new Sighting(deed.object(), false, who + deed.sql(), deed.answers() ? answer.text()
                        + " instead of "
                        + before : answer.text() + " rows instead of " + before));
            }
        }
        return seen;
    }

    private static long rows(String count) {
        return Long.parseLong(count);
    }

    private List<Answer> play(List<Deed> deeds) throws SQLException {
        List<Answer> answers = new ArrayList<>();
        Array texts = connection.createArrayOf("text", deeds.stream().map(Deed::sql).toArray());
        Array roles = connection.createArrayOf("text", deeds.stream().map(deed -> deed.role().orElse("")).toArray());
        Array answering = connection.createArrayOf("boolean", deeds.stream().map(Deed::answers).toArray());
        try (PreparedStatement play = connection.prepareStatement("SELECT * FROM pg_temp.tidegate_play(?, ?, ?)")) {
            play.setArray(1, texts);
            play.setArray(2, roles);
            play.setArray(3, answering);
            try (ResultSet rows = play.executeQuery()) {
                while (rows.next()) {
                    answers.add(new Answer(rows.getBoolean(1), rows.getString(2)));
                }
            }
        } finally {
            connection.rollback();
        }
        return answers;
    }

    /** Its session, in a transaction with nothing in it, for others that leave nothing behind. */
    public Connection session() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

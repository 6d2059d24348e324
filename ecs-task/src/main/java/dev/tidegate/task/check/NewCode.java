package dev.tidegate.task.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tidegate.task.check.client.Sighting;
import dev.tidegate.task.check.client.Witnesses;
import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Fix;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.check.scratch.Scratch;

/**
 * The statements that the release itself uses, as witnesses. It gets traffic when the pre-traffic scripts are done: from then on,
 * and through every post-traffic script, each must prepare.
 */
final class NewCode implements AutoCloseable {
    private final Optional<Connection> session;
    private final Optional<Witnesses> witnesses;

    private NewCode(Optional<Connection> session, Optional<Witnesses> witnesses) {
        this.session = session;
        this.witnesses = witnesses;
    }

    /** Looks for the first time, when the pre-traffic scripts are done. */
    static NewCode gettingTraffic(Scratch scratch, List<String> statements) throws SQLException {
        if (statements.isEmpty()) {
            return new NewCode(Optional.empty(), Optional.empty());
        }
        Connection session = scratch.session();
        session.setAutoCommit(false);
        return new NewCode(Optional.of(session), Optional.of(new Witnesses(session, statements)));
    }

    /** What a post-traffic script changed for them. */
    List<Finding> after(String file) throws SQLException {
        List<Finding> found = new ArrayList<>();
        if (witnesses.isPresent()) {
            for (Sighting sighting : witnesses.get().again()) {
                found.add(sighting.fails()
                        ? failing(sighting, file, "a statement of new code fails after it")
                        : finding(Code.RESULT_TYPE_CHANGED, Severity.NOTE, sighting, file,
                                "a prepared statement of new code fails once with \"cached plan must not change result"
                                        + " type\""));
            }
            for (Sighting sighting : witnesses.get().healed()) {
                found.add(failing(sighting, file, "a statement of new code fails until it has run, but new code gets"
                        + " traffic before; what it needs belongs into a pre-traffic script"));
            }
        }
        return found;
    }

    /** Those that fail to the very end, told of the last script. */
    List<Finding> atLast(String file) {
        return witnesses.stream().flatMap(all -> all.failing().stream()).map(sighting -> failing(sighting, file,
                "a statement of new code fails, also when all scripts have run")).toList();
    }

    private static Finding failing(Sighting sighting, String file, String message) {
        return finding(Code.NEW_STATEMENT_FAILS, Code.NEW_STATEMENT_FAILS.severity(true), sighting, file, message);
    }

    private static Finding finding(Code code, Severity severity, Sighting sighting, String file, String message) {
        return new Finding(code, severity, file, 1, "", "statements", message, Fix.NONE, Optional.of(Evidence.text(
                sighting)), Optional.empty());
    }

    @Override
    public void close() throws SQLException {
        if (session.isPresent()) {
            session.get().close();
        }
    }
}

package dev.tidegate.task.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.check.catalog.Difference;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.check.client.OldClient;
import dev.tidegate.task.check.client.Sighting;
import dev.tidegate.task.check.client.Witnesses;
import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.rule.Acceptances;
import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.MarkRules;
import dev.tidegate.task.check.rule.Rules;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.check.rule.Verdict;
import dev.tidegate.task.check.scratch.MigrationObservation;
import dev.tidegate.task.check.scratch.Scratch;
import dev.tidegate.task.check.scratch.ScratchServer;
import dev.tidegate.task.check.scratch.Source;
import dev.tidegate.task.database.DatabaseFailure;
import dev.tidegate.task.migration.Acceptance;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/** Checks the new scripts of a release against the schema of the one before. */
public final class Check {
    private static final int MOST_ROLES = 3;

    private final ScratchServer server;
    private final Wishes wishes;

    public Check(ScratchServer server, Wishes wishes) {
        this.server = server;
        this.wishes = wishes;
    }

    /**
     * What a project wishes.
     *
     * @param severities its own, by code
     * @param appRole as which role the application logs in, if the scripts do not tell
     * @param statements that the release before uses
     * @param statementsAfter that the release itself uses
     */
    public record Wishes(Map<Code, Severity> severities, Optional<String> appRole, List<String> statements,
            List<String> statementsAfter) {
        /** Nothing special. */
        public static final Wishes NONE = new Wishes(Map.of(), Optional.empty(), List.of(), List.of());

        public Wishes {
            severities = Map.copyOf(severities);
            statements = List.copyOf(statements);
            statementsAfter = List.copyOf(statementsAfter);
        }
    }

    /**
     * Checks.
     *
     * @throws TaskException when the scripts of the release before cannot be run
     */
    public List<Checked> run(Release release) {
        try {
            try (Scratch scratch = new Scratch(server, server.create())) {
                base(release, scratch);
                scratch.seed();
                return observe(release, scratch);
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of("the scratch server failed", e);
        }
    }

    private static void base(Release release, Scratch scratch) {
        for (Source source : release.before()) {
            try {
                scratch.run(source);
            } catch (SQLException e) {
                throw new TaskException(Failure.of(Outcome.REFUSED,
                        "cannot bring the scratch database to the release before: "
                                + source.file() + ": " + e.getMessage()), e);
            }
        }
    }

    private List<Checked> observe(Release release, Scratch scratch) throws SQLException {
        List<Seen> seen = new ArrayList<>();
        Snapshot known = scratch.snapshot();
        if (!release.preTraffic().isEmpty()) {
            try (OldClient client = new OldClient(scratch.session(), known, roles(known))) {
                Witnesses witnesses = new Witnesses(client.session(), wishes.statements());
                for (Source source : release.preTraffic()) {
                    seen.add(preTraffic(scratch, scratch.observe(source, known), client, witnesses));
                }
            }
        }
        Snapshot newCode = release.preTraffic().isEmpty() ? known : scratch.snapshot();
        postTraffic(release, scratch, newCode, seen);
        boolean failed = seen.stream().anyMatch(script -> script.observed().failure().isPresent());
        if (!failed) {
            for (Finding finding : new OrderCheck(server, release).run(scratch.snapshot())) {
                seen.stream().filter(script -> script.file().equals(finding.file())).forEach(script -> script.found()
                        .add(finding));
            }
        }
        return seen.stream().map(this::checked).toList();
    }

    private void postTraffic(Release release, Scratch scratch, Snapshot known, List<Seen> seen) throws SQLException {
        try (NewCode newCode = NewCode.gettingTraffic(scratch, wishes.statementsAfter())) {
            for (Source source : release.postTraffic()) {
                MigrationObservation observed = scratch.observe(source, known);
                List<Finding> found = new ArrayList<>(Rules.findings(observed, false));
                found.addAll(newCode.after(source.file()));
                boolean builds = seen.stream().filter(other -> !other.oldCodeRuns).anyMatch(other -> !Collections
                        .disjoint(
                                tables(other.observed), tables(observed)));
                seen.add(new Seen(observed, found, false, builds));
            }
            if (!seen.isEmpty()) {
                seen.getLast().found().addAll(newCode.atLast(seen.getLast().file()));
            }
        }
    }

    /** The tables and types that it changed. */
    private static Set<String> tables(MigrationObservation seen) {
        return Difference.between(seen.before(), seen.after()).changes().stream().flatMap(change -> Stream.of(change
                .key()
                .name(), seen.before().find(change.key()).or(() -> seen.after().find(change.key())).map(
                        object -> object.get("table")).orElse(""))).filter(name -> !name.isEmpty()).collect(Collectors
                                .toSet());
    }

    /**
     * One script, and what was found so far.
     *
     * @param builds whether it changes what an earlier post-traffic script of the release has changed
     */
    private record Seen(MigrationObservation observed, List<Finding> found, boolean oldCodeRuns, boolean builds) {
        String file() {
            return observed.source().file();
        }
    }

    private Seen preTraffic(Scratch scratch, MigrationObservation seen, OldClient client,
            Witnesses witnesses) throws SQLException {
        List<Finding> found = new ArrayList<>(Rules.findings(seen, true));
        witnesses.again().forEach(sighting -> found.add(Evidence.witnessed(sighting, seen.source().file())));
        if (seen.statements().stream().anyMatch(statement -> statement.refusedOnData().isPresent())) {
            // It ran without rows, and without rows the old client cannot do what it did.
            scratch.seed();
            client.learnAgain();
            return new Seen(seen, found, true, false);
        }
        Set<String> inserted = client.inserted();
        List<Sighting> sightings = client.again(seen.leavesRows(), Concern.of(seen));
        return new Seen(seen, new ArrayList<>(Evidence.join(found, sightings, inserted, seen.source(), true)),
                true, false);
    }

    /** The application's, as far as the scripts tell: those that were given rights. */
    private List<String> roles(Snapshot known) {
        return wishes.appRole().map(List::of).orElseGet(() -> known.all(Kind.PRIVILEGE).stream().filter(right -> Set.of(
                "SELECT",
                "INSERT").contains(right.get("privilege")) && !right.get("role").equals("public")).map(right -> right
                        .get("role"))
                .filter(server::isOurs).distinct().sorted().limit(MOST_ROLES).toList());
    }

    private Checked checked(Seen seen) {
        Source source = seen.observed().source();
        List<Finding> all = new ArrayList<>(MarkRules.apply(source.script(), seen.found()));
        // It has to run behind the other, whatever it would deserve by itself.
        all.removeIf(finding -> seen.builds && finding.code() == Code.MARK_TOO_STRICT);
        List<Finding> weighed = Acceptances.apply(source.file(), all, Acceptance.in(source.text().lines()::iterator),
                wishes.severities());
        return new Checked(source, seen.oldCodeRuns(), weighed, Verdict.of(seen.found()));
    }
}

package dev.tidegate.task.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tidegate.task.check.client.Sighting;
import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Fix;
import dev.tidegate.task.check.rule.Hazard;
import dev.tidegate.task.check.scratch.Source;
import dev.tidegate.task.sql.Statement;

/** Puts what the old client saw beside what the catalogs say. */
final class Evidence {
    /** Findings that an old client, which tried, must have noticed: a trigger may give the value, for one. */
    private static final Set<Code> NOTICEABLE = Set.of(Code.COLUMN_ADDED_REQUIRED);

    private static final int LONGEST = 300;

    private final List<Finding> findings;
    private final Map<String, List<Sighting>> sightings = new LinkedHashMap<>();
    private final Set<String> explained = new HashSet<>();

    private Evidence(List<Finding> findings, List<Sighting> seen) {
        this.findings = findings;
        seen.forEach(sighting -> sightings.computeIfAbsent(sighting.object(), object -> new ArrayList<>()).add(
                sighting));
    }

    /**
     * The findings with what was seen of them, and those that were only seen.
     *
     * @param inserted tables into which the old client could insert before
     */
    static List<Finding> join(List<Finding> findings, List<Sighting> seen, Set<String> inserted, Source source,
            boolean oldCodeRuns) {
        Evidence evidence = new Evidence(findings, seen);
        List<Finding> joined = new ArrayList<>();
        for (Finding finding : findings) {
            Optional<Sighting> sighting = evidence.of(finding);
            boolean unnoticed = NOTICEABLE.contains(finding.code()) && inserted.stream().anyMatch(table -> finding
                    .object()
                    .startsWith(table + ".")) && sighting.isEmpty();
            if (!unnoticed) {
                joined.add(sighting.map(saw -> finding.observed(text(saw))).orElse(finding));
            }
        }
        evidence.unexplained().forEach(sighting -> joined.add(evidence.alone(sighting, source, oldCodeRuns)));
        return joined;
    }

    private Optional<Sighting> of(Finding finding) {
        if (finding.code().hazard() != Hazard.OLD_CODE && finding.code().hazard() != Hazard.MEANING) {
            return Optional.empty();
        }
        // What only means something else does not explain why something fails.
        boolean explains = finding.code().hazard() == Hazard.OLD_CODE;
        List<Sighting> about = sightings.entrySet().stream().filter(entry -> isAbout(finding, entry.getKey())
                && (explains || entry.getValue().stream().noneMatch(Sighting::fails))).peek(
                        entry -> explained.add(entry.getKey())).flatMap(entry -> entry.getValue().stream()).toList();
        String last = last(finding);
        return about.stream().filter(sighting -> sighting.answer().contains(last)).findFirst().or(() -> about.stream()
                .filter(sighting -> findings.stream().map(Evidence::last).noneMatch(sighting.answer()::contains))
                .findFirst());
    }

    private static String last(Finding finding) {
        return finding.object().substring(finding.object().lastIndexOf('.') + 1).replace("\"", "");
    }

    private static boolean isAbout(Finding finding, String object) {
        String bare = object.replaceFirst("\\(.*", "");
        return finding.object().equals(object) || finding.object().startsWith(object + ".") || finding.object()
                .endsWith(" " + object) || finding.message()
                        .matches(
                                "(?s).*(?<![\\w.])" + java.util.regex.Pattern.quote(bare) + "(?!\\w).*");
    }

    /** Whether it failed for want of something that is told of as gone. */
    private boolean speaksOfAnother(Sighting sighting) {
        return sighting.fails() && findings.stream().anyMatch(finding -> finding.code().hazard() == Hazard.OLD_CODE
                && sighting.answer().contains("\"" + finding.object().replace("\"", "") + "\""));
    }

    private List<Sighting> unexplained() {
        boolean wide = findings.stream().anyMatch(finding -> Set.of(Code.SCHEMA_DROPPED, Code.SCHEMA_RENAMED,
                Code.EXTENSION_DROPPED, Code.TYPE_DROPPED, Code.TYPE_RENAMED, Code.TYPE_CHANGED, Code.DOMAIN_TIGHTENED,
                Code.LABEL_RENAMED, Code.LABEL_REMOVED, Code.PARTITION_DETACHED, Code.PARTITION_ATTACHED).contains(
                        finding
                                .code()));
        return wide ? List.of()
                : sightings.entrySet().stream().filter(entry -> !explained.contains(entry.getKey()) && entry
                        .getValue().stream().noneMatch(this::speaksOfAnother)).map(
                                entry -> entry.getValue().stream().filter(Sighting::fails).findFirst().orElse(entry
                                        .getValue()
                                        .getFirst()))
                        .toList();
    }

    /** At the statement that something is told of, which has to do with it; or at the only one. */
    private Finding alone(Sighting sighting, Source source, boolean oldCodeRuns) {
        Code code = sighting.fails() ? Code.OLD_CLIENT_FAILS : Code.OLD_CLIENT_CHANGES;
        String what = sighting.fails() ? "what an old client could do with " + sighting.object() + " fails"
                : "what an old client did with " + sighting.object() + " gives something else";
        Optional<Finding> cause = findings.stream().filter(finding -> finding.code().hazard() == Hazard.MEANING
                && isAbout(finding, sighting.object())).findFirst();
        Optional<Statement> only = source.statements().size() == 1 ? Optional.of(source.statements().getFirst())
                : Optional.empty();
        int line = cause.map(Finding::line).or(() -> only.map(Statement::line)).orElse(1);
        String statement = cause.map(Finding::statement).or(() -> only.map(Statement::shortened)).orElse("");
        return new Finding(code, code.severity(oldCodeRuns), source.file(), line, statement, sighting.object(), what,
                Fix.NONE, Optional.of(text(sighting)), Optional.empty());
    }

    /** What became of a statement that the release before uses. */
    static Finding witnessed(Sighting sighting, String file) {
        Code code = sighting.fails() ? Code.STATEMENT_BROKEN : Code.RESULT_TYPE_CHANGED;
        String what = sighting.fails() ? "a statement of old code fails"
                : "a prepared statement of old code fails once with"
                        + " \"cached plan must not change result type\"";
        return new Finding(code, code.severity(true), file, 1, "", "statements", what, Fix.NONE, Optional.of(text(
                sighting)),
                Optional.empty());
    }

    static String text(Sighting sighting) {
        String statement = sighting.statement();
        return (statement.length() <= LONGEST ? statement : statement.substring(0, LONGEST) + "…") + ": " + sighting
                .answer();
    }
}

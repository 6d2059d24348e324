package dev.tidegate.task.check.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tidegate.task.migration.Acceptance;

/** What scripts accept, and how much a project minds each finding. */
public final class Acceptances {
    private Acceptances() {}

    /**
     * The findings with what the script accepts, and further ones about acceptances that are wrong or of no use.
     *
     * @param severities the project's own, by code
     */
    public static List<Finding> apply(String file, List<Finding> found, List<Acceptance> acceptances,
            Map<Code, Severity> severities) {
        Set<Acceptance> used = new HashSet<>();
        List<Finding> result = new ArrayList<>();
        for (Finding finding : found) {
            Finding weighed = severities.containsKey(finding.code()) && finding.severity() != Severity.OFF ? finding
                    .with(
                            severities.get(finding.code())) : finding;
            Optional<Acceptance> accepted = acceptances.stream().filter(acceptance -> acceptance.code().equals(finding
                    .code()
                    .word()) && !acceptance.reason().isEmpty()).findFirst();
            boolean heard = weighed.severity() != Severity.OFF;
            if (heard) {
                accepted.ifPresent(used::add);
            }
            result.add(heard && accepted.isPresent() ? weighed.accept(accepted.get().reason()) : weighed);
        }
        for (Acceptance acceptance : acceptances) {
            problem(acceptance, used).ifPresent(problem -> result.add(new Finding(problem.code, severities.getOrDefault(
                    problem.code, problem.code.severity(true)), file, acceptance.line(), "", acceptance.code(),
                    problem.message, Fix.NONE, Optional.empty(), Optional.empty())));
        }
        return List.copyOf(result);
    }

    private record Problem(Code code, String message) {}

    private static Optional<Problem> problem(Acceptance acceptance, Set<Acceptance> used) {
        String code = "accept=" + acceptance.code();
        if (Code.of(acceptance.code()).isEmpty()) {
            return Optional.of(new Problem(Code.ACCEPT_UNKNOWN, "found " + code
                    + "; expected the code of a finding, such as"
                    + " accept=column-dropped"));
        }
        if (acceptance.reason().isEmpty()) {
            return Optional.of(new Problem(Code.ACCEPT_UNEXPLAINED, "found " + code + " without a reason; expected "
                    + code
                    + " reason=\"…\""));
        }
        return used.contains(acceptance) ? Optional.empty()
                : Optional.of(new Problem(Code.ACCEPT_UNUSED, "found " + code
                        + ", but there is no such finding; remove it"));
    }
}

package dev.tidegate.task.check.report;

import java.util.List;
import java.util.stream.Collectors;

import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Severity;

/**
 * The findings as commands of GitHub Actions, which shows them beside the lines of a pull request.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions">Workflow commands</a>
 */
public final class CheckGithub {
    private CheckGithub() {}

    /**
     * One line for each.
     *
     * @param folder where the scripts are, as seen from the root of the repository
     */
    public static String text(List<Checked> checked, String folder) {
        return checked.stream().flatMap(script -> script.findings().stream()).filter(finding -> finding
                .severity() != Severity.OFF)
                .map(finding -> line(finding, folder)).collect(Collectors.joining());
    }

    private static String line(Finding finding, String folder) {
        String command = finding.severity() == Severity.NOTE ? "notice" : finding.severity().word();
        return "::" + command + " file=" + property(folder.isEmpty() ? finding.file() : folder + "/" + finding.file())
                + ",line="
                + finding.line() + ",title=" + property(finding.code().word()) + "::" + data(CheckSarif.words(finding))
                + "\n";
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}

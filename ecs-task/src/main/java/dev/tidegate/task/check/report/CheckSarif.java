package dev.tidegate.task.check.report;

import java.util.List;
import java.util.stream.Stream;

import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.report.Json;
import dev.tidegate.task.report.JsonObject;

/**
 * The findings in the format that code hosts show beside the lines.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class CheckSarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private CheckSarif() {}

    /**
     * On one line.
     *
     * @param folder where the scripts are, as seen from the root of the repository
     */
    public static String text(List<Checked> checked, String folder) {
        List<Finding> findings = checked.stream().flatMap(script -> script.findings().stream()).filter(
                finding -> finding
                        .severity() != Severity.OFF || finding.accepted().isPresent()).toList();
        List<Json> rules = findings.stream().map(Finding::code).distinct().sorted().map(CheckSarif::rule).toList();
        Json driver = new JsonObject().put("name", "tidegate")
                .put("rules", rules).build();
        Json run = new JsonObject().put("tool", new JsonObject().put("driver", driver).build()).put("results", findings
                .stream()
                .map(finding -> result(finding, folder)).toList()).build();
        return new JsonObject().put("$schema", SCHEMA).put("version", "2.1.0").put("runs", List.of(run)).build()
                .write();
    }

    private static Json rule(Code code) {
        return new JsonObject().put("id", code.word()).put("shortDescription", message(code.word().replace('-', ' ')))
                .build();
    }

    private static Json result(Finding finding, String folder) {
        Json artifact = new JsonObject().put("uri", folder.isEmpty() ? finding.file() : folder + "/" + finding.file())
                .build();
        Json region = new JsonObject().put("startLine", finding.line()).build();
        Json place = new JsonObject().put("physicalLocation", new JsonObject().put("artifactLocation", artifact).put(
                "region",
                region).build()).build();
        JsonObject result = new JsonObject().put("ruleId", finding.code().word()).put("level", finding
                .severity() == Severity.OFF
                        ? "none"
                        : finding.severity().word()).put("message", message(words(finding))).put("locations", List.of(
                                place));
        finding.accepted().ifPresent(reason -> result.put("suppressions", List.of(new JsonObject().put("kind",
                "inSource").put(
                        "justification", reason).build())));
        return result.build();
    }

    private static Json message(String text) {
        return new JsonObject().put("text", text).build();
    }

    /** The message with what was observed and the safe way. */
    static String words(Finding finding) {
        Stream<String> more = Stream.of(finding.observed().map(seen -> "observed: " + seen).orElse(""), finding.fix()
                .pre()
                .isEmpty() ? "" : "pre-traffic script:\n" + finding.fix().pre(), finding.fix().post().isEmpty() ? ""
                        : "post-traffic script:\n" + finding.fix().post());
        return Stream.concat(Stream.of(finding.message()), more.filter(text -> !text.isEmpty())).reduce((one,
                other) -> one
                        + "\n" + other).orElseThrow();
    }
}

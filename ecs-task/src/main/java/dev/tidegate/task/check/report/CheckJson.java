package dev.tidegate.task.check.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.check.rule.Verdict;
import dev.tidegate.task.report.Json;
import dev.tidegate.task.report.JsonObject;

/** All findings as one JSON object, those that fit the mark or are accepted included. */
public final class CheckJson {
    private CheckJson() {}

    /** On one line. */
    public static String text(List<Checked> checked) {
        long errors = checked.stream().flatMap(script -> script.findings().stream()).filter(finding -> finding
                .severity() == Severity.ERROR).count();
        return new JsonObject().put("errors", errors).put("scripts", checked.stream().map(CheckJson::script).toList())
                .build()
                .write();
    }

    private static Json script(Checked script) {
        return new JsonObject().put("file", script.source().file()).put("runsIn", script.oldCodeRuns() ? "pre-traffic"
                : "post-traffic").put("verdict", verdict(script.verdict())).put("findings", script.findings().stream()
                        .map(
                                CheckJson::finding).toList()).build();
    }

    private static Json verdict(Verdict verdict) {
        return new JsonObject().put("oldCode", word(verdict.oldCode())).put("newCodeNeedsIt", yes(verdict
                .newCodeNeedsIt()))
                .put("blocks", word(verdict.blocks())).put("mayFail", yes(verdict.mayFail())).put("losesData", yes(
                        verdict
                                .losesData())).put("deserves", verdict.suggestion().word()).build();
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Json finding(Finding finding) {
        return new JsonObject().put("code", finding.code().word()).put("hazard", finding.code().hazard().word()).put(
                "severity",
                finding.severity().word()).put("line", finding.line()).put("statement", present(finding.statement()))
                .put(
                        "object", finding.object()).put("message", finding.message()).put("preTraffic", present(finding
                                .fix()
                                .pre())).put("postTraffic", present(finding.fix().post())).put("observed", finding
                                        .observed()).put("accepted", finding
                                                .accepted()).build();
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(words -> !words.isEmpty());
    }
}

package dev.tidegate.lambda.release;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names one migration task, so that it is found again after a crash. */
public record TaskKey(ReleaseId release, Phase phase, int attempt) {
    private static final Pattern STARTED_BY = Pattern.compile("tidegate/([A-Za-z0-9_-]{1,80})/(pre|post)/([0-9]{1,6})");

    /** What RunTask records as {@code startedBy}: at most 128 letters, digits, {@code -}, {@code _}, {@code /}. */
    public String startedBy() {
        return "tidegate/" + release + "/" + phase.key() + "/" + attempt;
    }

    /** The key of a task that we started; empty for every other {@code startedBy}. */
    public static Optional<TaskKey> parse(String startedBy) {
        Matcher matcher = STARTED_BY.matcher(startedBy);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Phase phase = matcher.group(2).equals("pre") ? Phase.PRE_TRAFFIC : Phase.POST_TRAFFIC;
        return Optional.of(
                new TaskKey(new ReleaseId(matcher.group(1)), phase, Integer.parseInt(matcher.group(3))));
    }

    /**
     * RunTask's {@code clientToken}, which may have 64 characters: asking twice gives the first task again. ECS forgets
     * it an hour after the task has stopped, so it only helps; the recorded claim is the guard.
     */
    public String clientToken(String cluster) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((cluster + " " + startedBy()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java run-time has SHA-256", e);
        }
    }
}

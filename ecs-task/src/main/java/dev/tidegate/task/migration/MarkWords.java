package dev.tidegate.task.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of a mark, read one by one; every wrong one is a problem of its own. */
final class MarkWords {
    private static final String PHASES = "pre-traffic, post-traffic or any";
    private static final String ALLOWED = "pre-traffic, post-traffic, any, delay=<duration>, after=<versions>,"
            + " rollback-safe";

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final List<String> problems = new ArrayList<>();
    private Optional<MarkedPhase> phase = Optional.empty();
    private Optional<Duration> delay = Optional.empty();
    private Optional<After> after = Optional.empty();
    private boolean rollbackSafe;

    MarkWords(String text) {
        for (String word : SPACE.split(text)) {
            if (!word.isEmpty()) {
                read(word);
            }
        }
        if (phase.isEmpty() && problems.isEmpty()) {
            problems.add("found no phase in \"" + text + "\"; allowed: " + PHASES);
        }
        phase.filter(found -> found != MarkedPhase.POST_TRAFFIC).ifPresent(this::refuseWhatOnlyPostTrafficHas);
    }

    /** What is wrong; empty when {@link #mark} is there. */
    List<String> problems() {
        return problems;
    }

    Optional<Mark> mark() {
        return phase.filter(found -> problems.isEmpty()).map(
                found -> new Mark(found, delay.orElse(Duration.ZERO), after.orElseGet(After.Previous::new),
                        rollbackSafe));
    }

    private void read(String word) {
        Optional<MarkedPhase> named = MarkedPhase.of(word);
        if (named.isPresent()) {
            once(phase.isPresent(), "a second phase \"" + word + "\"");
            phase = phase.or(() -> named);
        } else if (word.startsWith("delay=")) {
            once(delay.isPresent(), "a second \"" + word + "\"");
            delay = readDelay(word, word.substring("delay=".length()));
        } else if (word.startsWith("after=")) {
            once(after.isPresent(), "a second \"" + word + "\"");
            after = readAfter(word, word.substring("after=".length()));
        } else if (word.equals("rollback-safe")) {
            once(rollbackSafe, "a second \"" + word + "\"");
            rollbackSafe = true;
        } else {
            problems.add("found \"" + word + "\"" + Blanks.named(word) + "; allowed: " + ALLOWED);
        }
    }

    private void once(boolean again, String what) {
        if (again) {
            problems.add("found " + what + "; allowed once");
        }
    }

    private Optional<Duration> readDelay(String word, String text) {
        Optional<Duration> duration = Durations.parse(text);
        if (duration.isEmpty()) {
            problems.add("found \"" + word + "\"; allowed: a whole number and a unit, such as delay=30s, delay=10m,"
                    + " delay=4h, delay=2d");
        }
        return duration;
    }

    private Optional<After> readAfter(String word, String text) {
        if (text.equals("none")) {
            return Optional.of(new After.Named(List.of()));
        }
        List<Optional<Version>> versions = Stream.of(text.split(",", -1)).map(Version::parse).toList();
        if (versions.stream().anyMatch(Optional::isEmpty)) {
            problems.add("found \"" + word + "\"; allowed: versions separated by commas without spaces, such as"
                    + " after=12,14, or after=none");
            return Optional.empty();
        }
        return Optional.of(new After.Named(versions.stream().flatMap(Optional::stream).toList()));
    }

    private void refuseWhatOnlyPostTrafficHas(MarkedPhase found) {
        if (delay.isPresent()) {
            problems.add("found a delay on a script marked " + found.word() + "; allowed with post-traffic only");
        }
        if (rollbackSafe) {
            problems.add("found \"rollback-safe\" on a script marked " + found.word()
                    + "; allowed with post-traffic only");
        }
    }
}

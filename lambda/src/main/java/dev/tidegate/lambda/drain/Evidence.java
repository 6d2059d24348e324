package dev.tidegate.lambda.drain;

import java.time.Instant;

/**
 * Why we believe that the old code is gone: two reads, some time apart, that both found nothing of it.
 *
 * @param drainedAt since when it counts as gone, without a break: delays of migrations start here. Later than the first
 *        read, and earlier than the second when it had been proven before
 */
public record Evidence(Instant drainedAt, Clearance first, Clearance second) {
    /** Proven for the first time. */
    public Evidence(Clearance first, Clearance second) {
        this(second.at(), first, second);
    }

    /** One line for people, kept in the database too. */
    public String summary() {
        String gone = switch (second.goneTasks()) {
            case 0 -> "no old task known to ECS";
            case 1 -> "1 old task stopped";
            default -> second.goneTasks() + " old tasks stopped";
        };
        String last = second.lastGoneAt().map(at -> ", last at " + at).orElse("");
        String of = second.of().isEmpty() ? "" : String.join(", ", second.of()) + ": ";
        return of + gone + last + "; " + second.newTasks() + " new; read at " + first.at() + " and " + second.at();
    }
}

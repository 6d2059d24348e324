package dev.tidegate.lambda.drain;

import java.time.Instant;

/** Why we believe that the old code is gone: two reads, some time apart, that both found nothing of it. */
public record Evidence(Clearance first, Clearance second) {
    /** The instant from which the old code counts as gone: delays of migrations start here. */
    public Instant drainedAt() {
        return second.at();
    }

    /** One line for people, kept in the database too. */
    public String summary() {
        String gone = switch (second.goneTasks()) {
            case 0 -> "no old task known to ECS";
            case 1 -> "1 old task stopped";
            default -> second.goneTasks() + " old tasks stopped";
        };
        String last = second.lastGoneAt().map(at -> ", last at " + at).orElse("");
        return gone + last + "; " + second.newTasks() + " new; read at " + first.at() + " and " + second.at();
    }
}

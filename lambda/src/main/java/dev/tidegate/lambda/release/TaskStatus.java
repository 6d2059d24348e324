package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.Optional;

/** How a migration task stands, read just now. */
public sealed interface TaskStatus {
    /** Not stopped. @param lastStatus in ECS's words */
    record Alive(String lastStatus) implements TaskStatus {}

    /**
     * The migration container ended by itself or was killed.
     *
     * @param reason what it said last, or what ECS says
     * @param notBefore when it asked to be run again, if it said so
     */
    record Exited(int exitCode, String reason, Optional<Instant> notBefore) implements TaskStatus {
        /** Without a wish to be run again. */
        public Exited(int exitCode, String reason) {
            this(exitCode, reason, Optional.empty());
        }
    }

    /** The container never ran: no capacity, no image, no secret, no address. Trying again is safe. */
    record NeverStarted(String reason) implements TaskStatus {}

    /** It was cut off or has been forgotten; nobody knows how far it came. */
    record Lost(String reason) implements TaskStatus {}

    /** ECS knows no such task: it is too new to be known everywhere, or stopped more than an hour ago. */
    record Missing() implements TaskStatus {}

    /** AWS did not say. */
    record Unknown(String why) implements TaskStatus {}
}

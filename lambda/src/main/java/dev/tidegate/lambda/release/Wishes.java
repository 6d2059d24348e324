package dev.tidegate.lambda.release;

import java.util.Optional;

/**
 * What people have asked for.
 *
 * @param cancel that the release ends without going on
 * @param approval that the post-traffic phase may run
 */
public record Wishes(Optional<Wish> cancel, Optional<Wish> approval) {
    /** Nothing. */
    public static final Wishes NONE = new Wishes(Optional.empty(), Optional.empty());

    Wishes cancelled(Wish wish) {
        return new Wishes(cancel.or(() -> Optional.of(wish)), approval);
    }

    Wishes approved(Wish wish) {
        return new Wishes(cancel, approval.or(() -> Optional.of(wish)));
    }
}

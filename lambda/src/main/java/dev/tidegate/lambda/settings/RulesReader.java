package dev.tidegate.lambda.settings;

import java.time.Duration;

import dev.tidegate.lambda.release.Rules;

/** Reads the numbers the policy works with. */
final class RulesReader {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    /** CodeDeploy fails a hook after an hour; twice the grace and two sweeps have to fit in. */
    private static final Duration LONGEST_BEFORE_CODE_DEPLOY = Duration.ofMinutes(52);
    /** ECS's hooks may wait a day by default. */
    private static final Duration LONGEST_BEFORE_ECS = Duration.ofHours(23);

    /** ECS knows a service's deployments for 90 days; after that nobody can tell that one is still the newest. */
    private static final Duration LONGEST_DELAY = Duration.ofDays(80);

    private RulesReader() {}

    /** @param codeDeploy whether one of the services is deployed by CodeDeploy */
    static Rules read(SettingsObject entry, boolean codeDeploy) {
        Rules rules = Rules.DEFAULT;
        return new Rules(entry.duration("settle", rules.settle(), SECOND, DAY),
                entry.duration("delay", rules.delay(), Duration.ZERO, LONGEST_DELAY),
                entry.bool("approval", rules.approval()),
                entry.duration("preLimit", rules.preLimit(), SECOND,
                        codeDeploy ? LONGEST_BEFORE_CODE_DEPLOY : LONGEST_BEFORE_ECS),
                entry.duration("postLimit", rules.postLimit(), SECOND, Duration.ofDays(7)), rules.grace(),
                rules.startAttempts(), rules.postAttempts(),
                entry.duration("retryAfter", rules.retryAfter(), SECOND, DAY), rules.claimPatience(),
                rules.claimLife(),
                entry.duration("announcementLife", rules.announcementLife(), Duration.ofMinutes(1),
                        Duration.ofDays(30)));
    }
}

package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Rules;
import java.time.Duration;

/** The same rules with one number changed. */
final class RulesWith {
    private RulesWith() {}

    static Rules settle(Rules rules, Duration settle) {
        return new Rules(settle, rules.delay(), rules.approval(), rules.preLimit(), rules.postLimit(), rules.grace(),
                rules.startAttempts(), rules.postAttempts(), rules.retryAfter(), rules.claimPatience(), rules
                        .claimLife(), rules.announcementLife());
    }

    static Rules preLimit(Rules rules, Duration preLimit) {
        return new Rules(rules.settle(), rules.delay(), rules.approval(), preLimit, rules.postLimit(), rules.grace(),
                rules.startAttempts(), rules.postAttempts(), rules.retryAfter(), rules.claimPatience(), rules
                        .claimLife(), rules.announcementLife());
    }

    static Rules claims(Rules rules, Duration patience, Duration life) {
        return new Rules(rules.settle(), rules.delay(), rules.approval(), rules.preLimit(), rules.postLimit(), rules
                .grace(), rules.startAttempts(), rules.postAttempts(), rules.retryAfter(), patience, life, rules
                        .announcementLife());
    }

    static Rules delay(Rules rules, Duration delay) {
        return new Rules(rules.settle(), delay, rules.approval(), rules.preLimit(), rules.postLimit(), rules.grace(),
                rules.startAttempts(), rules.postAttempts(), rules.retryAfter(), rules.claimPatience(), rules
                        .claimLife(), rules.announcementLife());
    }
}

package dev.tidegate.lambda.drain;

import java.util.Optional;

/**
 * By what the code in a task is recognised, so that tasks of different services can be compared with a release.
 *
 * <p>{@link #text()} is its name in the settings and in the ledger.
 */
public sealed interface CodeIdentity {
    /** The digest of the container's image, as DescribeTasks reports it: what really runs, whatever a tag says now. */
    record ImageDigest() implements CodeIdentity {
        @Override
        public String text() {
            return "image-digest";
        }
    }

    /** The tag of the container's image, for images that are built apart under the same tag. */
    record ImageTag() implements CodeIdentity {
        @Override
        public String text() {
            return "image-tag";
        }
    }

    /** The value of an environment variable of the container, such as {@code GIT_SHA}. */
    record Environment(String variable) implements CodeIdentity {
        @Override
        public String text() {
            return ENVIRONMENT + variable;
        }
    }

    /** The value of a tag of the task definition. */
    record DefinitionTag(String key) implements CodeIdentity {
        @Override
        public String text() {
            return DEFINITION_TAG + key;
        }
    }

    String ENVIRONMENT = "environment:";
    String DEFINITION_TAG = "tag:";
    /** What {@link #parse} takes, for messages. */
    String ALLOWED = "\"image-digest\", \"image-tag\", \"environment:NAME\" or \"tag:KEY\"";

    /** Its name. */
    String text();

    /** The identity of that name; empty when there is none. */
    static Optional<CodeIdentity> parse(String text) {
        if (text.startsWith(ENVIRONMENT) && text.length() > ENVIRONMENT.length()) {
            return Optional.of(new Environment(text.substring(ENVIRONMENT.length())));
        }
        if (text.startsWith(DEFINITION_TAG) && text.length() > DEFINITION_TAG.length()) {
            return Optional.of(new DefinitionTag(text.substring(DEFINITION_TAG.length())));
        }
        return switch (text) {
            case "image-digest" -> Optional.of(new ImageDigest());
            case "image-tag" -> Optional.of(new ImageTag());
            default -> Optional.empty();
        };
    }
}

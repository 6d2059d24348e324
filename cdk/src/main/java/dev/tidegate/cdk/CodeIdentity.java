package dev.tidegate.cdk;

import java.util.Objects;

/**
 * By what the code in a task is recognised, so that the tasks of a consumer can be compared with a release.
 *
 * <p>Services and jobs that run the same image agree by its digest. Those that are built apart need a name for their
 * common version: the tag of the image, an environment variable, or a tag of the task definition.
 */
public final class CodeIdentity {
    private final String text;

    private CodeIdentity(String text) {
        this.text = text;
    }

    /** The digest of the container's image, as ECS reports it: what really runs, whatever a tag says now. */
    public static CodeIdentity imageDigest() {
        return new CodeIdentity("image-digest");
    }

    /** The tag of the container's image, for images that are built apart under the same tag. */
    public static CodeIdentity imageTag() {
        return new CodeIdentity("image-tag");
    }

    /**
     * The value of an environment variable of the container.
     *
     * @param variable such as {@code GIT_SHA}
     */
    public static CodeIdentity environment(String variable) {
        return new CodeIdentity("environment:" + Objects.requireNonNull(variable, "variable"));
    }

    /**
     * The value of a tag of the task definition.
     *
     * @param key the key of the tag
     */
    public static CodeIdentity definitionTag(String key) {
        return new CodeIdentity("tag:" + Objects.requireNonNull(key, "key"));
    }

    boolean isImageDigest() {
        return text.equals("image-digest");
    }

    /** Its name in the function's settings. */
    @Override
    public String toString() {
        return text;
    }
}

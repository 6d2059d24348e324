package dev.tidegate.lambda.drain;

/**
 * Names code: {@code image-tag} {@code 42}.
 *
 * @param identity by what it is recognised
 * @param value what that is
 */
public record Code(CodeIdentity identity, String value) {
    @Override
    public String toString() {
        return identity.text() + "=" + value;
    }
}

package dev.tidegate.lambda.trigger;

import java.util.Optional;

/**
 * Where the function runs. What comes from another account or region is none of its business, whatever it says.
 *
 * @param region such as {@code eu-west-1}
 * @param account twelve digits
 */
public record Home(String region, String account) {
    /** Anywhere: nothing is known of the function, as outside Lambda. */
    public static final Home ANYWHERE = new Home("", "");

    /** The home of a function. @param arn as Lambda gives it; anything else is nowhere in particular */
    public static Home of(String arn) {
        return parts(arn).filter(parts -> parts[2].equals("lambda")).map(parts -> new Home(parts[3], parts[4]))
                .orElse(ANYWHERE);
    }

    private static Optional<String[]> parts(String arn) {
        String[] parts = String.valueOf(arn).split(":", 6);
        return parts.length == 6 && parts[0].equals("arn") ? Optional.of(parts) : Optional.empty();
    }

    boolean isHere(String otherRegion, String otherAccount) {
        return equals(ANYWHERE) || region.equals(otherRegion) && account.equals(otherAccount);
    }

    boolean owns(String arn) {
        return parts(arn).map(parts -> isHere(parts[3], parts[4])).orElse(false);
    }
}

package dev.tidegate.tests.load;

/**
 * A write that was acknowledged and is not in the database.
 *
 * @param writtenBy the version that acknowledged it
 * @param expected the name that was written
 * @param found what is there instead, with its column, or that nothing is
 */
public record LostWrite(long customer, String writtenBy, String expected, String found) {
    @Override
    public String toString() {
        return "customer %d was written as \"%s\" by version %s, found %s".formatted(customer, expected, writtenBy,
                found);
    }
}

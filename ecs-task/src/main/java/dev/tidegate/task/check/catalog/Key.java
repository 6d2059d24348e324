package dev.tidegate.task.check.catalog;

/**
 * What makes two descriptions those of the same thing: its name, for that is what code uses.
 *
 * @param name with schema, quoted where it must be: {@code public.customer.full_name}
 */
public record Key(Kind kind, String name) {
    @Override
    public String toString() {
        return kind.word() + " " + name;
    }
}

package dev.tidegate.tests.shop;

/** The statements in which the shop's versions differ. Every one gives {@code id, name, email} of one customer. */
sealed interface Statements permits Statements41, Statements42 {
    /** Parameter: id. */
    String find();

    /** Parameters: name, email. */
    String add();

    /** Parameters: name, id. */
    String rename();

    static Statements of(String version) {
        return switch (version) {
            case "41" -> new Statements41();
            case "42" -> new Statements42();
            default -> throw new IllegalArgumentException(
                    "SHOP_VERSION \"" + version + "\" is unknown; expected 41 or 42");
        };
    }
}

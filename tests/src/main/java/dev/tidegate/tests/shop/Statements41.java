package dev.tidegate.tests.shop;

/** What version 41 sends: it knows only the column {@code name}. */
record Statements41() implements Statements {
    @Override
    public String find() {
        return "SELECT id, name, email FROM customer WHERE id = ?";
    }

    @Override
    public String add() {
        return "INSERT INTO customer (name, email) VALUES (?, ?) RETURNING id, name, email";
    }

    @Override
    public String rename() {
        return "UPDATE customer SET name = ? WHERE id = ? RETURNING id, name, email";
    }
}

package dev.tidegate.tests.shop;

/** What version 42 sends: it knows only the column {@code full_name}. */
record Statements42() implements Statements {
    @Override
    public String find() {
        return "SELECT id, full_name, email FROM customer WHERE id = ?";
    }

    @Override
    public String add() {
        return "INSERT INTO customer (full_name, email) VALUES (?, ?) RETURNING id, full_name, email";
    }

    @Override
    public String rename() {
        return "UPDATE customer SET full_name = ? WHERE id = ? RETURNING id, full_name, email";
    }
}

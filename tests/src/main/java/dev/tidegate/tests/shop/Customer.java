package dev.tidegate.tests.shop;

/** A customer as the shop's answers show it, whatever the column with the name is called. */
record Customer(long id, String name, String email) {}

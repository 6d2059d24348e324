package dev.tidegate.task.check.client;

/**
 * What the server said to a deed.
 *
 * @param worked whether it did as it was told
 * @param text the value or the number of rows; or why not
 */
record Answer(boolean worked, String text) {}

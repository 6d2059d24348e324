package dev.tidegate.task.migration;

/**
 * One thing wrong with a script.
 *
 * @param file the script, relative to the folder of migrations
 * @param line counted from 1
 * @param text what was found and what is allowed
 */
public record Problem(String file, int line, String text) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + text;
    }
}

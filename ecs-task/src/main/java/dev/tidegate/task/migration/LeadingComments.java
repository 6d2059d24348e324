package dev.tidegate.task.migration;

/** Tells, line by line, whether a script has had nothing but comments and blank lines so far. */
final class LeadingComments {
    private boolean ended;
    private boolean inBlock;

    /** Whether {@code line}, the next one, still belongs to them. */
    boolean includes(String line) {
        String text = line.strip();
        if (ended || !inBlock && (text.isEmpty() || text.startsWith("--"))) {
            return !ended;
        }
        inBlock = inBlock || text.startsWith("/*");
        if (!inBlock) {
            ended = true;
        } else if (text.contains("*/")) {
            inBlock = false;
            ended = !text.endsWith("*/");
        }
        return !ended;
    }
}

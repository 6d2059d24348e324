package dev.tidegate.task.operator;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an operator can ask of the deployed function. */
public enum Verb {
    LIST("list", "list", "the newest releases of every database, or of --database"), STATUS("status", "status",
            "what is recorded of a release"), EXPLAIN("explain", "explain",
                    "look at a release anew, and say what it waits for"), HISTORY("history", "status",
                            "every step of a release, with its reason"), APPROVE("approve", "approve",
                                    "let the post-traffic phase run, where approval is set"), RETRY("retry", "retry",
                                            "try a failed post-traffic phase again, or the next attempt at once"),
    ENDED("ended", "ended", "the containers of --task have ended although ECS had given them up"), CANCEL("cancel",
            "cancel", "end a release without going on");

    private final String word;
    private final String command;
    private final String help;

    Verb(String word, String command, String help) {
        this.word = word;
        this.command = command;
        this.help = help;
    }

    /** As it is typed. */
    public String word() {
        return word;
    }

    /** What it does. */
    public String help() {
        return help;
    }

    /** The function's own word for it. */
    String command() {
        return command;
    }

    boolean isAboutOneRelease() {
        return this != LIST;
    }

    /** Whether asking again and again changes nothing. */
    boolean onlyLooks() {
        return switch (this) {
            case LIST, STATUS, EXPLAIN, HISTORY -> true;
            case APPROVE, RETRY, ENDED, CANCEL -> false;
        };
    }

    /** All of them, for messages. */
    static String allowed() {
        return Arrays.stream(values()).map(Verb::word).collect(Collectors.joining(", "));
    }

    /** The verb of that word. */
    public static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }
}

package dev.tidegate.task.settings;

import java.util.Arrays;
import java.util.Optional;

/** What the program is asked to do. */
public enum Command {
    PRE("pre", "run the migrations due before the new code gets traffic"), POST("post",
            "run the migrations due after the old code is gone"), PLAN("plan",
                    "show what would run in which phase and why; changes nothing"), FLOOR("floor",
                            "show the oldest release that can still be deployed; changes nothing"), RECORD("record",
                                    "print the statements that applications use, for check; changes nothing");

    /** All of them, for messages. */
    static final String ALLOWED = "pre, post, plan, floor or record, or one of the others that --help names";

    private final String word;
    private final String help;

    Command(String word, String help) {
        this.word = word;
        this.help = help;
    }

    /** The command as it is typed. */
    public String word() {
        return word;
    }

    /** What it does. */
    public String help() {
        return help;
    }

    /** Whether it changes nothing; what it finds is its output then, and what it does on the way goes to standard error. */
    public boolean onlyLooks() {
        return switch (this) {
            case PRE, POST -> false;
            case PLAN, FLOOR, RECORD -> true;
        };
    }

    /** Whether what it finds can be had as JSON instead. */
    boolean hasJson() {
        return this == PLAN || this == FLOOR;
    }

    /** Whether it is about the scripts of one phase. */
    public boolean hasPhase() {
        return switch (this) {
            case PRE, POST, PLAN -> true;
            case FLOOR, RECORD -> false;
        };
    }

    static Optional<Command> of(String word) {
        return Arrays.stream(values()).filter(command -> command.word.equals(word)).findFirst();
    }
}

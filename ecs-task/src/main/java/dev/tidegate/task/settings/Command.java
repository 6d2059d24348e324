package dev.tidegate.task.settings;

import java.util.Arrays;
import java.util.Optional;

/** What the program is asked to do. */
public enum Command {
    PRE("pre", "run the migrations due before the new code gets traffic"), POST("post",
            "run the migrations due after the old code is gone"), PLAN("plan",
                    "show what would run in which phase and why; changes nothing");

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

    static Optional<Command> of(String word) {
        return Arrays.stream(values()).filter(command -> command.word.equals(word)).findFirst();
    }
}

package dev.tidegate.lambda.settings;

import java.util.List;
import java.util.Optional;

/** Reads how migration tasks are started. */
final class MigrationTaskReader {
    /** Of a command; all overrides of a task may have 8,192 characters (ECS API reference, RunTask). */
    private static final int MOST_WORDS = 100;
    /** Limits of a task's network (ECS API reference, AwsVpcConfiguration). */
    private static final int MOST_SUBNETS = 16;
    private static final int MOST_GROUPS = 5;

    private MigrationTaskReader() {}

    static MigrationTask read(SettingsObject database) {
        Optional<SettingsObject> task = database.object("task");
        if (task.isEmpty()) {
            database.missing("task", "an object with at least \"container\"");
            return new MigrationTask(Optional.empty(), "", List.of(), List.of(), List.of(), List.of(), false);
        }
        SettingsObject entry = task.get();
        MigrationTask read = new MigrationTask(entry.optionalText("taskDefinition"), entry.text("container"),
                entry.texts("pre", List.of("pre"), MOST_WORDS), entry.texts("post", List.of("post"), MOST_WORDS),
                entry.texts("subnets", List.of(), MOST_SUBNETS), entry.texts("securityGroups", List.of(), MOST_GROUPS),
                entry.bool("assignPublicIp", false));
        entry.nothingElse();
        return read;
    }
}

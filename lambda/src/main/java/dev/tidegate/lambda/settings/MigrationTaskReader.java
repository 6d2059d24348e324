package dev.tidegate.lambda.settings;

import java.util.List;
import java.util.Optional;

/** Reads how migration tasks are started. */
final class MigrationTaskReader {
    private MigrationTaskReader() {}

    static MigrationTask read(SettingsObject database) {
        Optional<SettingsObject> task = database.object("task");
        if (task.isEmpty()) {
            database.missing("task", "an object with at least \"container\"");
            return new MigrationTask(Optional.empty(), "", List.of(), List.of(), List.of(), List.of(), false);
        }
        SettingsObject entry = task.get();
        MigrationTask read = new MigrationTask(entry.optionalText("taskDefinition"), entry.text("container"),
                entry.texts("pre", List.of("pre")), entry.texts("post", List.of("post")),
                entry.texts("subnets", List.of()), entry.texts("securityGroups", List.of()),
                entry.bool("assignPublicIp", false));
        entry.nothingElse();
        return read;
    }
}

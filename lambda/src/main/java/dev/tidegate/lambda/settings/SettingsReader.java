package dev.tidegate.lambda.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.release.Rules;

/** Reads the settings from the function's environment. */
public final class SettingsReader {
    /** Names the DynamoDB table. */
    public static final String TABLE = "TIDEGATE_TABLE";
    /** Holds the databases, as a JSON object. */
    public static final String SETTINGS = "TIDEGATE_SETTINGS";

    private final List<String> problems = new ArrayList<>();

    private SettingsReader() {}

    /**
     * Reads and checks everything.
     *
     * @throws InvalidSettings naming every problem: which setting, what was given, what is allowed
     */
    public static Settings read(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader();
        Settings settings = reader.settings(environment);
        if (!reader.problems.isEmpty()) {
            throw new InvalidSettings(reader.problems);
        }
        return settings;
    }

    private Settings settings(Map<String, String> environment) {
        String table = environment.getOrDefault(TABLE, "");
        if (table.isBlank()) {
            problems.add(TABLE + " is not set; expected the name of the table of releases");
        }
        return new Settings(table, databases(environment.getOrDefault(SETTINGS, "")));
    }

    private List<Database> databases(String text) {
        if (text.isBlank()) {
            problems.add(SETTINGS + " is not set; expected a JSON object {\"databases\": [...]}");
            return List.of();
        }
        try {
            SettingsObject root = SettingsObject.root(Json.parse(text), problems);
            List<Database> databases = root.objects("databases").stream().map(this::database).toList();
            root.nothingElse();
            differ(databases);
            return databases;
        } catch (Json.NotJson e) {
            problems.add(SETTINGS + " is " + e.getMessage());
            return List.of();
        }
    }

    private void differ(List<Database> databases) {
        differ("name", databases.stream().map(Database::name).filter(name -> !name.isEmpty()));
        // A deployment has one migration task: a second entry for its service would silently never be run.
        differ("service", databases.stream().filter(database -> !database.service().isEmpty())
                .map(database -> database.cluster() + "/" + database.service()));
        differ("deployment group", databases.stream().flatMap(database -> database.codeDeploy().stream())
                .map(group -> group.application() + "/" + group.name()));
    }

    private void differ(String what, Stream<String> values) {
        Set<String> seen = new HashSet<>();
        values.filter(value -> !seen.add(value))
                .forEach(value -> problems.add("databases: the " + what + " \"" + value + "\" is given twice"));
    }

    private Database database(SettingsObject entry) {
        Database database = new Database(entry.text("name"), entry.text("cluster"), entry.text("service"),
                entry.object("codeDeploy").map(SettingsReader::deploymentGroup), migrationTask(entry),
                entry.duration("hookPoll", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(5)),
                rules(entry));
        entry.nothingElse();
        return database;
    }

    private static DeploymentGroup deploymentGroup(SettingsObject entry) {
        DeploymentGroup group = new DeploymentGroup(entry.text("application"), entry.text("deploymentGroup"));
        entry.nothingElse();
        return group;
    }

    private static MigrationTask migrationTask(SettingsObject database) {
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

    private static Rules rules(SettingsObject entry) {
        Rules rules = Rules.DEFAULT;
        Duration second = Duration.ofSeconds(1);
        // CodeDeploy fails a hook after an hour; twice the grace and a minute until the next sweep have to fit in.
        Duration longestPre = Duration.ofMinutes(54);
        return new Rules(entry.duration("settle", rules.settle(), second, Duration.ofDays(1)),
                entry.duration("preLimit", rules.preLimit(), second, longestPre),
                entry.duration("postLimit", rules.postLimit(), second, Duration.ofDays(7)), rules.grace(),
                rules.startAttempts(), rules.postAttempts(),
                entry.duration("retryAfter", rules.retryAfter(), second, Duration.ofDays(1)), rules.claimPatience(),
                rules.claimLife());
    }
}

package dev.tidegate.lambda.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.drain.Consumer;
import dev.tidegate.lambda.json.Json;

/** Reads the settings from the function's environment. */
public final class SettingsReader {
    /** Names the DynamoDB table. */
    public static final String TABLE = "TIDEGATE_TABLE";
    /** Holds the databases, as a JSON object. */
    public static final String SETTINGS = "TIDEGATE_SETTINGS";
    /** Set by Lambda itself. */
    private static final String FUNCTION = "AWS_LAMBDA_FUNCTION_NAME";
    /** CloudWatch describes no more at once. */
    private static final int MOST_ALARMS = 100;
    private static final String NO_BUS = "none";

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

    /** The function's own name. */
    public static String function(Map<String, String> environment) {
        return environment.getOrDefault(FUNCTION, "unnamed");
    }

    private Settings settings(Map<String, String> environment) {
        String function = function(environment);
        String table = environment.getOrDefault(TABLE, "");
        if (table.isBlank()) {
            problems.add(TABLE + " is not set; expected the name of the table of releases");
        }
        String text = environment.getOrDefault(SETTINGS, "");
        if (text.isBlank()) {
            problems.add(SETTINGS + " is not set; expected a JSON object {\"databases\": [...]}");
            return new Settings(table, List.of(), Optional.empty(), Duration.ZERO, function);
        }
        try {
            return settings(table, SettingsObject.root(Json.parse(text), problems), function);
        } catch (Json.NotJson e) {
            problems.add(SETTINGS + " is " + e.getMessage());
            return new Settings(table, List.of(), Optional.empty(), Duration.ZERO, function);
        }
    }

    private Settings settings(String table, SettingsObject root, String function) {
        List<Database> databases = root.objects("databases").stream().map(this::database).toList();
        Optional<String> bus = Optional.of(root.optionalText("eventBus").orElse("default"))
                .filter(name -> !name.equals(NO_BUS));
        Duration keep = root.duration("keep", Duration.ofDays(90), Duration.ofDays(1), Duration.ofDays(3650));
        root.nothingElse();
        differ(databases);
        return new Settings(table, databases, bus, keep, function);
    }

    private void differ(List<Database> databases) {
        differ("name", databases.stream().map(Database::name).filter(name -> !name.isEmpty()));
        // A deployment has one migration task: a second entry for its service would silently never be run.
        differ("service", databases.stream().flatMap(database -> database.services().stream())
                .filter(service -> !service.name().isEmpty())
                .map(service -> service.cluster() + "/" + service.name()));
        differ("deployment group", databases.stream().flatMap(database -> database.services().stream())
                .flatMap(service -> service.codeDeploy().stream())
                .map(group -> group.application() + "/" + group.name()));
        for (Database database : databases) {
            differ("consumer of database \"" + database.name() + "\":", Stream.concat(database.services().stream()
                    .map(service -> "service " + service.cluster() + "/" + service.name()), database.others().stream()
                            .map(other -> (other.kind() == Consumer.Kind.SERVICE ? "service " : "family ")
                                    + other.cluster() + "/" + other.name())));
        }
    }

    private void differ(String what, Stream<String> values) {
        Set<String> seen = new HashSet<>();
        values.filter(value -> !seen.add(value))
                .forEach(value -> problems.add("databases: the " + what + " \"" + value + "\" is given twice"));
    }

    private Database database(SettingsObject entry) {
        String name = entry.text("name");
        String cluster = entry.name("cluster");
        CodeIdentity identity = entry.identity(new CodeIdentity.ImageDigest());
        List<DeployedService> services = services(entry, cluster);
        boolean codeDeploy = services.stream().anyMatch(service -> service.codeDeploy().isPresent());
        Optional<String> container = entry.optionalText("consumerContainer");
        List<Consumer> others = entry.optionalObjects("consumers").stream()
                .map(consumer -> consumer(consumer, cluster, identity, container)).toList();
        Database database = new Database(name, services, identity, others, MigrationTaskReader.read(
                entry),
                entry.texts("alarms", List.of(), MOST_ALARMS),
                entry.duration("hookPoll", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(5)),
                RulesReader.read(entry, codeDeploy));
        entry.nothingElse();
        return database;
    }

    /** Most databases have one service; then it is not worth a list. */
    private static List<DeployedService> services(SettingsObject entry, String cluster) {
        if (entry.has("services")) {
            entry.neither("service", "codeDeploy", "container", "services");
            return entry.objects("services").stream().map(service -> {
                DeployedService read = service(service, service.optionalName("cluster").orElse(cluster));
                service.nothingElse();
                return read;
            }).toList();
        }
        return List.of(service(entry, cluster));
    }

    private static DeployedService service(SettingsObject entry, String cluster) {
        return new DeployedService(cluster, entry.name("service"), entry.object("codeDeploy")
                .map(SettingsReader::deploymentGroup), entry.optionalText("container"));
    }

    private static DeploymentGroup deploymentGroup(SettingsObject entry) {
        DeploymentGroup group = new DeploymentGroup(entry.text("application"), entry.text("deploymentGroup"));
        entry.nothingElse();
        return group;
    }

    private static Consumer consumer(SettingsObject entry, String cluster, CodeIdentity identity,
            Optional<String> container) {
        boolean family = entry.has("family");
        if (family) {
            entry.neither("service", "family");
        }
        Consumer consumer = new Consumer(family ? Consumer.Kind.FAMILY : Consumer.Kind.SERVICE,
                entry.optionalName("cluster").orElse(cluster), entry.name(family ? "family" : "service"),
                entry.identity(identity), entry.optionalText("container").or(() -> container));
        entry.nothingElse();
        return consumer;
    }
}

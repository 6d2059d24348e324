package dev.tidegate.tests.demo;

import dev.tidegate.task.migration.Version;
import dev.tidegate.tests.rehearsal.DeploymentKind;
import dev.tidegate.tests.rehearsal.Plan;
import dev.tidegate.tests.shop.ShopRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the demo is asked for.
 *
 * @param migrations the user's own scripts instead of the shop's
 * @param applied of those, everything up to this version is in the database before
 * @param unmarked what becomes of the user's scripts that have no mark, as the runner takes it
 * @param summaryFile where {@code summary.json} is written
 */
record DemoOptions(DeploymentKind kind, Mode mode, Optional<Path> migrations, Optional<String> applied,
        Optional<String> unmarked, Path summaryFile) {
    private static final Pattern OPTION = Pattern.compile("--([a-z]+)=(.*)", Pattern.DOTALL);
    private static final Pattern VERSIONED = Pattern.compile("V(.+?)__.*\\.sql");

    /** The options cannot be used; the message says why. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static DemoOptions parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            Matcher matcher = OPTION.matcher(argument);
            if (!matcher.matches()) {
                throw new Wrong("expected --name=value, given \"" + argument + "\"");
            }
            given.put(matcher.group(1), matcher.group(2));
        }
        Path root = Path.of(given.getOrDefault("root", "."));
        DemoOptions options = new DemoOptions(kind(given.getOrDefault("strategy", "ecs")),
                mode(given.getOrDefault("mode", "tidegate")), text(given, "migrations").map(root::resolve),
                text(given, "applied"), text(given, "unmarked"),
                Path.of(given.getOrDefault("summary", "target/demo/summary.json")));
        options.check();
        return options;
    }

    private static Optional<String> text(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name)).filter(value -> !value.isBlank());
    }

    private static DeploymentKind kind(String word) {
        return Stream.of(DeploymentKind.values()).filter(kind -> kind.word().equals(word)).findFirst()
                .orElseThrow(() -> new Wrong("strategy \"" + word + "\": expected ecs or codedeploy"));
    }

    private static Mode mode(String word) {
        return Stream.of(Mode.values()).filter(mode -> mode.json().equals(word)).findFirst()
                .orElseThrow(() -> new Wrong("mode \"" + word + "\": expected tidegate or naive"));
    }

    private void check() {
        migrations.filter(folder -> !Files.isDirectory(folder)).ifPresent(folder -> {
            throw new Wrong("migrations \"" + folder + "\": expected a folder of SQL scripts");
        });
        if (foreign() && mode == Mode.NAIVE) {
            throw new Wrong("mode naive shows what happens to the shop under load: leave out migrations");
        }
        if (applied.isPresent() && !foreign()) {
            throw new Wrong("applied \"" + applied.get() + "\" goes with migrations");
        }
    }

    boolean foreign() {
        return migrations.isPresent();
    }

    String headline() {
        String what = migrations.map(folder -> "the scripts in " + folder)
                .orElse("a renamed column, release 42 of a small shop over release 41");
        return "Rehearsing " + what + ": " + kind.title() + ", mode " + mode.json() + ".";
    }

    /** @param folder empty, for the scripts of the images */
    Plan plan(Path folder) throws IOException {
        Plan shop = Plan.of(kind, ShopRelease.V41.copyTo(folder.resolve("41")), ShopRelease.V42.copyTo(folder.resolve(
                "42"))).oldTask(Map.of("SHOP_LINGER", Long.toString(Duration.ofSeconds(3).toSeconds())));
        if (mode == Mode.NAIVE) {
            return shop.uncontrolled();
        }
        if (migrations.isEmpty()) {
            return shop;
        }
        Map<String, String> runner = unmarked.map(value -> Map.of("TIDEGATE_UNMARKED", value)).orElse(Map.of());
        Optional<Path> before = Optional.empty();
        if (applied.isPresent()) {
            before = Optional.of(upTo(applied.get(), folder.resolve("applied")));
        }
        return shop.foreign(before, migrations.get(), runner);
    }

    private Path upTo(String last, Path folder) throws IOException {
        Version limit = version(last);
        Files.createDirectories(folder);
        try (Stream<Path> scripts = Files.list(migrations.orElseThrow())) {
            for (Path script : scripts.toList()) {
                Matcher matcher = VERSIONED.matcher(script.getFileName().toString());
                if (matcher.matches() && version(matcher.group(1)).compareTo(limit) <= 0) {
                    Files.copy(script, folder.resolve(script.getFileName()));
                }
            }
        }
        return folder;
    }

    private static Version version(String text) {
        return Version.parse(text.replace('_', '.'))
                .orElseThrow(() -> new Wrong("version \"" + text
                        + "\": expected numbers with dots, such as 12 or 3.1"));
    }
}

package dev.tidegate.task.check;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import dev.tidegate.task.database.DatabaseUrl;
import dev.tidegate.task.database.Login;
import dev.tidegate.task.migration.Version;
import dev.tidegate.task.script.Placeholders;

/**
 * The command line of {@code check}, taken apart. The runner's variables for the database count for nothing here: they may
 * name the production database, and this one makes and drops databases.
 */
final class CheckArguments {
    static final String URL_VARIABLE = "TIDEGATE_CHECK_URL";
    static final String USER_VARIABLE = "TIDEGATE_CHECK_USER";
    static final String PASSWORD_VARIABLE = "TIDEGATE_CHECK_PASSWORD";
    private static final String MIGRATIONS = "--migrations";
    private static final String BASE = "--base";
    private static final String BASE_VERSION = "--base-version";
    private static final String URL = "--url";
    private static final String USER = "--user";
    private static final String POSTGRES = "--postgres";
    private static final String SEVERITIES = "--severities";
    private static final String PLACEHOLDERS = "--placeholders";
    private static final String APP_ROLE = "--app-role";
    private static final String STATEMENTS = "--statements";
    private static final String STATEMENTS_AFTER = "--statements-after";
    private static final Set<String> WITH_VALUE = Set.of(MIGRATIONS, BASE, BASE_VERSION, URL, USER, POSTGRES,
            SEVERITIES, PLACEHOLDERS, APP_ROLE, STATEMENTS, STATEMENTS_AFTER);
    private static final Set<String> FLAGS = Set.of("--json", "--sarif", "--github", "--suggest", "--color");

    private final Map<String, String> given = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> environment;

    /** @param arguments without the command */
    CheckArguments(List<String> arguments, Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            read(left.removeFirst(), left);
        }
        check();
    }

    private void read(String argument, Deque<String> left) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        if (FLAGS.contains(argument)) {
            given.put(name, "");
        } else if (!WITH_VALUE.contains(name)) {
            problems.add("found \"" + name + "\"; expected " + String.join(", ", WITH_VALUE.stream().sorted().toList())
                    + ", "
                    + String.join(", ", FLAGS.stream().sorted().toList()));
        } else {
            Optional<String> value = equals >= 0 ? Optional.of(argument.substring(equals + 1))
                    : Optional.ofNullable(left
                            .pollFirst());
            value.filter(text -> !text.isBlank()).ifPresentOrElse(text -> given.put(name, text), () -> problems.add(
                    "found "
                            + name + " without a value"));
        }
    }

    private void check() {
        if (migrations().isEmpty()) {
            problems.add("found no --migrations; expected the folder of migration scripts");
        }
        if (given.containsKey(BASE) && given.containsKey(BASE_VERSION)) {
            problems.add("found --base together with --base-version; expected one of them");
        }
        text(BASE_VERSION).filter(text -> Version.parse(text).isEmpty()).ifPresent(text -> problems.add(
                "found --base-version "
                        + text + "; expected a version such as 12 or 2.1"));
        text(POSTGRES).filter(text -> !text.matches("\\d{1,3}")).ifPresent(text -> problems.add("found --postgres "
                + text
                + "; expected a major version such as 16"));
        text(PLACEHOLDERS).filter(text -> Placeholders.parse(text).isEmpty()).ifPresent(text -> problems.add(
                "found --placeholders " + text + "; expected " + Placeholders.EXPECTED));
        String url = urlText().orElse("");
        if (DatabaseUrl.hasPassword(url)) {
            problems.add("found a password in the url (not shown); set " + PASSWORD_VARIABLE + " instead");
        } else if (!url.isEmpty() && DatabaseUrl.parse(url).isEmpty()) {
            problems.add("found --url " + url + "; expected " + DatabaseUrl.EXPECTED);
        }
        if (Set.of("--json", "--sarif", "--github").stream().filter(given::containsKey).count() > 1) {
            problems.add("found more than one of --json, --sarif and --github; expected one form of output");
        }
    }

    private Optional<String> text(String option) {
        return Optional.ofNullable(given.get(option));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    private Optional<String> urlText() {
        return text(URL).or(() -> variable(URL_VARIABLE));
    }

    /** Everything that is wrong. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    boolean has(String flag) {
        return given.containsKey(flag);
    }

    /** The folder of scripts. */
    Optional<Path> migrations() {
        return text(MIGRATIONS).or(() -> variable("TIDEGATE_MIGRATIONS")).map(Path::of);
    }

    /** The folder of the release before. */
    Optional<Path> base() {
        return text(BASE).map(Path::of);
    }

    /** The newest version of the release before. */
    Optional<Version> baseVersion() {
        return text(BASE_VERSION).flatMap(Version::parse);
    }

    /** The scratch server; empty for an embedded one. */
    Optional<DatabaseUrl> url() {
        return urlText().flatMap(DatabaseUrl::parse);
    }

    /** Who logs in to the scratch server. */
    Login login() {
        String user = text(USER).or(() -> variable(USER_VARIABLE)).or(() -> url().flatMap(DatabaseUrl::user)).orElse(
                "postgres");
        return new Login(user, variable(PASSWORD_VARIABLE));
    }

    /** The major version of production. */
    OptionalInt postgres() {
        return text(POSTGRES).map(text -> OptionalInt.of(Integer.parseInt(text))).orElse(OptionalInt.empty());
    }

    /** The file with statements of the release before. */
    Optional<Path> statements() {
        return text(STATEMENTS).map(Path::of);
    }

    /** The file with statements of the release itself. */
    Optional<Path> statementsAfter() {
        return text(STATEMENTS_AFTER).map(Path::of);
    }

    /** As which role the application logs in. */
    Optional<String> appRole() {
        return text(APP_ROLE);
    }

    /** The file with the project's severities. */
    Optional<Path> severities() {
        return text(SEVERITIES).map(Path::of);
    }

    Placeholders placeholders() {
        return text(PLACEHOLDERS).flatMap(Placeholders::parse).orElseGet(Placeholders.Off::new);
    }
}

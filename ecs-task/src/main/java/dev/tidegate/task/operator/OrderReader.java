package dev.tidegate.task.operator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tidegate.task.migration.Durations;

/** Reads an operator's command line: {@code explain d-ABC123DEF --function=CodeDeployHook_tidegate --watch}. */
final class OrderReader {
    static final String FUNCTION_VARIABLE = "TIDEGATE_FUNCTION";
    static final Duration USUAL_WATCH = Duration.ofSeconds(5);
    /** Each look asks AWS anew; more often only costs. */
    static final Duration SHORTEST_WATCH = Duration.ofSeconds(1);

    /** The ARN of a task, or what the function calls those that are too many to be named. */
    private static final Pattern TASK = Pattern.compile("arn:[a-z-]+:ecs:[a-z0-9-]+:\\d{12}:task/\\S+|others of .+");

    private final List<String> problems = new ArrayList<>();
    private final Deque<String> left;
    private final Verb verb;
    private Optional<String> release = Optional.empty();
    private Optional<String> database = Optional.empty();
    private final List<String> tasks = new ArrayList<>();
    private Optional<String> function;
    private Optional<Duration> watch = Optional.empty();
    private String by;
    private boolean json;

    /**
     * @param arguments the first is the verb
     * @param user who is logged in here
     */
    OrderReader(List<String> arguments, Map<String, String> environment, String user) {
        left = new ArrayDeque<>(arguments);
        verb = Verb.of(left.removeFirst()).orElseThrow();
        function = Optional.ofNullable(environment.get(FUNCTION_VARIABLE)).filter(name -> !name.isBlank());
        by = user;
        while (!left.isEmpty()) {
            read(left.removeFirst());
        }
        check();
    }

    /** What is wrong with it. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** @throws java.util.NoSuchElementException when there are problems */
    Order order() {
        return new Order(verb, release, database, tasks, function.orElseThrow(), json, watch, by);
    }

    private void read(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
        switch (name) {
            case "--json" -> json = true;
            case "--watch" -> watch(value);
            case "--function" -> function = needed(name, value).or(() -> function);
            case "--database" -> database = needed(name, value);
            case "--task" -> needed(name, value).ifPresent(this::task);
            case "--by" -> by = needed(name, value).orElse(by);
            default -> release(argument);
        }
    }

    private Optional<String> needed(String name, Optional<String> given) {
        Optional<String> value = given.or(() -> Optional.ofNullable(left.peekFirst()).filter(next -> !next.startsWith(
                "--")).map(_ -> left.removeFirst())).filter(text -> !text.isBlank());
        if (value.isEmpty()) {
            problems.add("found " + name + " without a value");
        }
        return value;
    }

    private void task(String given) {
        tasks.add(given);
        if (!TASK.matcher(given).matches()) {
            problems.add("found --task=" + given + "; expected the ARN of a task, such as"
                    + " arn:aws:ecs:eu-west-1:123456789012:task/production/0123abcd, as \"explain\" names it");
        }
    }

    private void watch(Optional<String> given) {
        Optional<Duration> pause = given.map(Durations::parse).orElse(Optional.of(USUAL_WATCH));
        if (pause.filter(duration -> duration.compareTo(SHORTEST_WATCH) >= 0).isEmpty()) {
            problems.add("found --watch=" + given.orElseThrow()
                    + "; expected a whole number and a unit, such as 5s or 1m,"
                    + " and at least " + Durations.text(SHORTEST_WATCH));
        }
        watch = pause;
    }

    private void release(String argument) {
        if (argument.startsWith("-")) {
            problems.add("found unknown option \"" + argument
                    + "\"; expected --function, --database, --task, --by, --json or --watch");
        } else if (release.isPresent()) {
            problems.add("found a second release \"" + argument + "\"; expected one");
        } else {
            release = Optional.of(argument);
        }
    }

    private void check() {
        if (function.isEmpty()) {
            problems.add("found no function; give its name or ARN as --function or " + FUNCTION_VARIABLE);
        }
        if (verb.isAboutOneRelease() && release.isEmpty()) {
            problems.add("found no release; expected " + verb.word() + " RELEASE, \"list\" shows the newest ones");
        }
        if (!verb.isAboutOneRelease() && release.isPresent()) {
            problems.add("found the release \"" + release.get() + "\"; list takes none, but --database");
        }
        if (verb != Verb.LIST && database.isPresent()) {
            problems.add("found --database with " + verb.word() + "; allowed with list only");
        }
        if (verb == Verb.ENDED && tasks.isEmpty()) {
            problems.add(
                    "found no --task; expected the ARN of each task whose containers have ended, \"explain\" names them");
        }
        if (verb != Verb.ENDED && !tasks.isEmpty()) {
            problems.add("found --task with " + verb.word() + "; allowed with ended only");
        }
        if (!verb.onlyLooks() && watch.isPresent()) {
            problems.add("found --watch with " + verb.word() + "; allowed with list, status, explain and history only");
        }
    }
}

package dev.tidegate.task.operator;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tidegate.task.migration.Durations;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/**
 * The operator's command line: asks the deployed function, with the caller's own AWS credentials, and shows what it
 * answers.
 */
public final class Operator {
    private static final String CLEAR_SCREEN = "\u001B[H\u001B[2J";
    private static final Set<String> HELP = Set.of("--help", "-h");

    private final Surroundings surroundings;
    private final Function<String, Control> controls;
    private final PrintStream out;
    private final PrintStream err;

    /** @param controls the function of a name or ARN */
    public Operator(Surroundings surroundings, Function<String, Control> controls, PrintStream out, PrintStream err) {
        this.surroundings = surroundings;
        this.controls = controls;
        this.out = out;
        this.err = err;
    }

    /**
     * What the process is in.
     *
     * @param user who is logged in
     * @param screen where answers are shown
     * @param pause lets time pass; false when the process is to end
     * @param clock tells when an answer was given
     */
    public record Surroundings(Map<String, String> environment, String user, Screen screen, Pause pause,
            InstantSource clock) {}

    /** Lets time pass. */
    public interface Pause {
        /** @return false when the process is to end before that */
        boolean lasts(Duration time);
    }

    /** Whether this command line is for the operator's commands. */
    public static boolean isMeant(List<String> arguments) {
        return !arguments.isEmpty() && Verb.of(arguments.getFirst()).isPresent();
    }

    /** Does what was asked and gives the exit code. */
    public int run(List<String> arguments) {
        if (arguments.stream().anyMatch(HELP::contains)) {
            out.print(Usage.text());
            return Outcome.SUCCEEDED.exit();
        }
        OrderReader reader = new OrderReader(arguments, surroundings.environment(), surroundings.user());
        if (!reader.problems().isEmpty()) {
            err.println(reader.problems().stream().map(problem -> "\n  " + problem).collect(Collectors.joining("",
                    reader.problems().size() == 1 ? "1 problem" : reader.problems().size() + " problems", "")));
            return Outcome.WRONG_USAGE.exit();
        }
        try {
            Order order = reader.order();
            Control control = controls.apply(order.function());
            return order.watch().map(pause -> watch(order, control, pause)).orElseGet(() -> once(order, control));
        } catch (TaskException e) {
            err.println(e.failure().message());
            return e.failure().outcome().exit();
        }
    }

    private int once(Order order, Control control) {
        Answer answer = control.ask(order.payload());
        if (answer.find("error").isPresent()) {
            return refused(answer);
        }
        out.println(shown(order, answer));
        return Outcome.SUCCEEDED.exit();
    }

    private int refused(Answer answer) {
        err.println(answer.text("error"));
        return Outcome.REFUSED.exit();
    }

    private String shown(Order order, Answer answer) {
        return order.json() ? answer.json() : new View(surroundings.screen()).of(order, answer);
    }

    /**
     * On a terminal the newest view takes the place of the one before; elsewhere only what has changed is written. Once
     * the function has answered, a call that does not reach it is not the end.
     */
    private int watch(Order order, Control control, Duration pause) {
        boolean live = surroundings.screen().terminal() && !order.json();
        String last = "";
        String away = "";
        do {
            try {
                Answer answer = control.ask(order.payload());
                if (answer.find("error").isPresent()) {
                    return refused(answer);
                }
                String view = shown(order, answer);
                if (live) {
                    out.println(CLEAR_SCREEN + view + "\n\n" + footer(answer, pause));
                } else if (!view.equals(last)) {
                    out.println(view);
                }
                last = view;
                away = "";
                if (answer.hasEnded()) {
                    return answer.endedWell() ? Outcome.SUCCEEDED.exit() : Outcome.FAILED.exit();
                }
            } catch (TaskException e) {
                if (last.isEmpty() || e.failure().outcome() != Outcome.UNREACHABLE) {
                    throw e;
                }
                if (!e.failure().message().equals(away)) {
                    err.println(e.failure().message() + "; trying again");
                }
                away = e.failure().message();
            }
        } while (surroundings.pause().lasts(pause));
        return Outcome.DEADLINE.exit();
    }

    private String footer(Answer answer, Duration pause) {
        String looked = "looked at " + surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return answer.hasEnded() ? looked : looked + ", again every " + Durations.text(pause) + "; Ctrl-C ends this";
    }
}

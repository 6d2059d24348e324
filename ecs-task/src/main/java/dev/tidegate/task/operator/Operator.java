package dev.tidegate.task.operator;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/**
 * The operator's command line: asks the deployed function, with the caller's own AWS credentials, and shows what it
 * answers.
 */
public final class Operator {
    private static final String CLEAR_SCREEN = "\u001B[H\u001B[2J";

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
     * @param terminal whether somebody is looking at it
     * @param pause lets time pass; false when the process is to end
     */
    public record Surroundings(Map<String, String> environment, String user, boolean terminal, Pause pause) {}

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

    private static String shown(Order order, Answer answer) {
        return order.json() ? answer.json() : View.of(order, answer);
    }

    /** On a terminal the newest view takes the place of the one before; elsewhere only what has changed is written. */
    private int watch(Order order, Control control, Duration pause) {
        String last = "";
        do {
            Answer answer = control.ask(order.payload());
            if (answer.find("error").isPresent()) {
                return refused(answer);
            }
            String view = shown(order, answer);
            if (!view.equals(last)) {
                out.println(surroundings.terminal() && !order.json() ? CLEAR_SCREEN + view : view);
                last = view;
            }
            if (answer.hasEnded()) {
                return answer.endedWell() ? Outcome.SUCCEEDED.exit() : Outcome.FAILED.exit();
            }
        } while (surroundings.pause().lasts(pause));
        return Outcome.DEADLINE.exit();
    }
}

package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.function.LambdaHost;
import dev.tidegate.tests.wire.Interceptor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Kills the function's only process at some of its calls of AWS, and cuts the call when it is gone: before the call is
 * carried out, or after it but before its answer. The sweep's query is not counted: it would be most of the calls, and
 * nothing has happened yet when it is made.
 */
final class Killer implements Interceptor {
    private static final String ANY = "any";
    private static final String SWEEP = "dynamodb.Query";

    private final Deque<Kill> due;
    private final List<String> calls = new ArrayList<>();
    private final List<String> kills = new ArrayList<>();
    private Optional<LambdaHost> host = Optional.empty();

    /**
     * One death.
     *
     * @param operation such as {@code ecs.RunTask}
     * @param number which call of this operation, counted from 1
     * @param carriedOut whether the call is carried out, and only its answer lost
     */
    record Kill(String operation, int number, boolean carriedOut) {
        static Kill before(String operation, int number) {
            return new Kill(operation, number, false);
        }

        static Kill after(String operation, int number) {
            return new Kill(operation, number, true);
        }

        /** @param number among all calls */
        static Kill at(int number, boolean carriedOut) {
            return new Kill(ANY, number, carriedOut);
        }
    }

    /** @param kills in this order */
    Killer(Kill... kills) {
        due = new ArrayDeque<>(List.of(kills));
    }

    /** From now on calls count. */
    synchronized void begin(LambdaHost functions) {
        host = Optional.of(functions);
    }

    private static String name(Call call) {
        return call.service() + "." + call.operation();
    }

    @Override
    public synchronized void before(Call call) {
        if (host.isPresent() && !name(call).equals(SWEEP)) {
            calls.add(name(call));
            killIfDue(name(call), false);
        }
    }

    /** Not asked about a call that failed: then the next one that does not is cut. */
    @Override
    public synchronized SdkPojo after(Call call, SdkPojo response) {
        if (host.isPresent() && !name(call).equals(SWEEP)) {
            killIfDue(name(call), true);
        }
        return response;
    }

    private void killIfDue(String call, boolean carriedOut) {
        Optional<Kill> next = Optional.ofNullable(due.peek()).filter(kill -> kill.carriedOut() == carriedOut)
                .filter(kill -> kill.operation().equals(ANY) ? calls.size() >= kill.number()
                        : kill.operation().equals(call) && Collections.frequency(calls, call) >= kill.number());
        if (next.isPresent()) {
            due.remove();
            kills.add((carriedOut ? "after" : "before") + " call " + calls.size() + ", " + call);
            host.orElseThrow().crash();
            throw new ConnectionCut();
        }
    }

    /** Where it killed. */
    synchronized List<String> kills() {
        return List.copyOf(kills);
    }

    /** Those that are still to come. */
    synchronized List<Kill> due() {
        return List.copyOf(due);
    }
}

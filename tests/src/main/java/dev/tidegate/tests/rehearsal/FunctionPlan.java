package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.wire.Interceptor;

/**
 * How Tidegate's function is set up.
 *
 * @param settings further members of the database's entry: each with a comma after it
 * @param processes of it at most
 * @param calls sees its calls of AWS
 */
public record FunctionPlan(String settings, int processes, Interceptor calls) {
    /** With nothing but what a rehearsal needs. */
    public static FunctionPlan standard() {
        return new FunctionPlan("", 2, new Interceptor() {});
    }

    /** With further settings. */
    public static FunctionPlan with(String settings) {
        return new FunctionPlan(settings, 2, new Interceptor() {});
    }
}

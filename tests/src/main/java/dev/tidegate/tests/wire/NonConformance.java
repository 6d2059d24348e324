package dev.tidegate.tests.wire;

import java.util.List;

import dev.tidegate.tests.definition.Problem;

/** A call that is not what AWS defined: a defect of the caller or of the simulator. */
public final class NonConformance extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NonConformance(Operation operation, String what) {
        super(operation + ": " + what);
    }

    /** @param part {@code request} or {@code response} */
    static NonConformance in(String part, Operation operation, List<Problem> problems) {
        return new NonConformance(operation, "in the " + part + ": " + Conformance.words(problems));
    }

    static NonConformance unknownError(Operation operation, String code) {
        return new NonConformance(operation, "it has no error " + code);
    }
}

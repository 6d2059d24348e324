package dev.tidegate.tests.wire;

/** Something that went over the wire is not what AWS defined: a defect of the caller or of the simulator. */
public final class NonConformance extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NonConformance(Operation operation, String what) {
        super(operation + ": " + what);
    }
}

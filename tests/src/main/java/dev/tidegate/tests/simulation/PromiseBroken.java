package dev.tidegate.tests.simulation;

/** A promise was broken. Not an exception: the control under test must not be able to catch it as one. */
final class PromiseBroken extends Error {
    private static final long serialVersionUID = 1L;

    private final Promise promise;

    PromiseBroken(Promise promise, String how) {
        super(how, null, false, false);
        this.promise = promise;
    }

    Promise promise() {
        return promise;
    }
}

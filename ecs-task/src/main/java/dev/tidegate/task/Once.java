package dev.tidegate.task;

import java.util.Optional;
import java.util.function.Supplier;

/** Makes a thing when it is first asked for, and gives that same thing from then on. For one thread. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        if (made.isEmpty()) {
            made = Optional.of(maker.get());
        }
        return made.get();
    }
}

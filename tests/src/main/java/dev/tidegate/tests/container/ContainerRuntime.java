package dev.tidegate.tests.container;

import java.util.function.IntConsumer;

/** What ECS would ask of the container agent on a host. */
public interface ContainerRuntime {
    /**
     * Starts one container.
     *
     * @param exited told the exit code once, from any thread, when the container has ended for whatever reason
     * @throws CannotPullContainer when there is no such image
     */
    Container start(ContainerSpec spec, IntConsumer exited);

    /** The image cannot be had; ECS reports it as {@code CannotPullContainerError}. */
    final class CannotPullContainer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CannotPullContainer(String image) {
            super("CannotPullContainerError: image \"" + image + "\" not found");
        }
    }
}

package dev.tidegate.task.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The Java run-time in the image: the modules that the runner uses and no others. */
final class RunTime {
    /**
     * What {@code jdeps} names, without what only other uses of the driver need (java.desktop for bean
     * editors), and with what is found only at run time: java.security.sasl for password
     * hashing, jdk.net for keeping connections alive. Elliptic curves for TLS are part of java.base. Kerberos
     * (java.security.jgss) is used by nobody, but the driver names it in classes that every login loads, and the AOT cache
     * keeps no class of which it cannot see all.
     */
    private static final List<String> MODULES = List.of("java.base", "java.logging", "java.management", "java.naming",
            "java.security.jgss", "java.security.sasl", "java.sql", "jdk.net");

    private RunTime() {}

    /** Links it into {@code folder}, which does not exist yet. */
    static void link(Path folder) throws IOException {
        // Not compressed: the layer is, and classes are read faster.
        Tool.run(List.of(Tool.path("jlink"), "--add-modules", String.join(",", MODULES), "--strip-debug",
                "--no-header-files", "--no-man-pages", "--output", folder.toString()));
    }
}

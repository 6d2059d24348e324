package dev.tidegate.task.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the program as a container would: with nothing in the environment but what it is told. */
record Container(EntryPoint entryPoint, TlsPostgres postgres, Path migrations, ProcessBuilder.Redirect errors) {
    Container(EntryPoint entryPoint, TlsPostgres postgres, Path migrations) {
        this(entryPoint, postgres, migrations, ProcessBuilder.Redirect.PIPE);
    }

    /** The same; what it writes there is thrown away. */
    Container withoutStandardError() {
        return new Container(entryPoint, postgres, migrations, ProcessBuilder.Redirect.DISCARD);
    }

    /** How it ended and what it wrote, standard error included unless it is thrown away. */
    record Ended(int exit, String output) {
        /** @throws IllegalStateException when it did not succeed */
        void check() {
            if (exit != 0) {
                throw new IllegalStateException("exit code " + exit + "\n" + output);
            }
        }
    }

    Ended run(String... arguments) throws IOException {
        return run(Map.of("TIDEGATE_DATABASE_USER", TlsPostgres.USER, "TIDEGATE_DATABASE_PASSWORD",
                TlsPostgres.PASSWORD), arguments);
    }

    /** With this way to log in. */
    Ended run(Map<String, String> login, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(entryPoint.command());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors)
                .redirectErrorStream(errors == ProcessBuilder.Redirect.PIPE);
        builder.environment().clear();
        builder.environment().putAll(login);
        builder.environment().putAll(Map.of("TIDEGATE_DATABASE_URL", postgres.url(), "TIDEGATE_MIGRATIONS",
                migrations.toString(), "TIDEGATE_RELEASE", "42", "TIDEGATE_VERSION", "abc123"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.onExit().join().exitValue(), output);
    }
}

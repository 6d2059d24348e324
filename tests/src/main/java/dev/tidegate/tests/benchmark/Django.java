package dev.tidegate.tests.benchmark;

import dev.tidegate.tests.database.LocalPostgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Django's {@code migrate} in a project of one application, whose migrations run the same statements. */
record Django(String python, Workshop workshop) implements Contender {
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "/usr/local/bin/python3");

    private static final String SETTINGS = """
            import os
            SECRET_KEY = "benchmark"
            INSTALLED_APPS = ["app"]
            USE_TZ = True
            DATABASES = {"default": {
                "ENGINE": "django.db.backends.postgresql", "NAME": os.environ["PGDATABASE"],
                "HOST": os.environ["PGHOST"], "PORT": os.environ["PGPORT"],
                "USER": os.environ["PGUSER"], "PASSWORD": os.environ["PGPASSWORD"]}}
            """;

    private static final String MIGRATION = """
            from django.db import migrations
            class Migration(migrations.Migration):
                dependencies = [%s]
                operations = [migrations.RunSQL(\"""%s\""")]
            """;

    /** Where Debian's packages {@code python3-django} and {@code python3-psycopg2}, or others, have put it. */
    static Stream<Contender> installed(Workshop workshop) throws IOException, InterruptedException {
        for (String python : PYTHONS) {
            if (Files.isExecutable(Path.of(python)) && imports(python)) {
                return Stream.of(new Django(python, workshop));
            }
        }
        System.out.println("left out: Django's migrate, because no python3 in /usr/bin or /usr/local/bin has django and"
                + " psycopg2 (on Debian: apt-get install python3-django python3-psycopg2)");
        return Stream.empty();
    }

    private static boolean imports(String python) throws IOException, InterruptedException {
        return new ProcessBuilder(python, "-c", "import django, psycopg2")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }

    @Override
    public String name() {
        return "django migrate";
    }

    @Override
    public Command command(Scenario scenario, Database database) {
        return new Command(List.of(python, "-m", "django", "migrate", "--verbosity=0"),
                Map.of("PYTHONPATH", project(scenario.scripts()).toString(), "DJANGO_SETTINGS_MODULE", "settings",
                        "PGDATABASE", database.name(), "PGHOST", database.host(), "PGPORT", String.valueOf(database
                                .port()), "PGUSER", database.user(), "PGPASSWORD", database.password()));
    }

    private Path project(int count) {
        Path project = workshop.folder().resolve("django-" + count);
        try {
            return Files.isDirectory(project) ? project : write(project, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path project, int count) throws IOException {
        Path migrations = Files.createDirectories(project.resolve("app/migrations"));
        Files.writeString(project.resolve("settings.py"), SETTINGS);
        Files.createFile(project.resolve("app/__init__.py"));
        Files.createFile(migrations.resolve("__init__.py"));
        for (int number : IntStream.rangeClosed(1, count).toArray()) {
            String after = number == 1 ? "" : "(\"app\", \"" + name(number - 1) + "\")";
            Files.writeString(migrations.resolve(name(number) + ".py"), MIGRATION.formatted(after, Scripts.statements(
                    number)));
        }
        return project;
    }

    private static String name(int number) {
        return "%04d_step".formatted(number);
    }
}

package dev.tidegate.tests.shop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The releases of the shop and the migration scripts that each ships. */
public enum ShopRelease {
    /** The version that knows only {@code customer.name}. */
    V41("41", List.of("migrations/V1__create_customer.sql")),
    /** The version that knows only {@code customer.full_name}: expands before traffic, contracts after it. */
    V42("42", List.of("migrations/V1__create_customer.sql", "migrations/V2__add_full_name.sql",
            "migrations/V3__drop_name.sql")),
    /** As {@link #V42}, but its pre-traffic migration fails with a database error after it changed rows. */
    V42_FAILING("42", List.of("migrations/V1__create_customer.sql", "migrations-failing/V2__add_full_name.sql",
            "migrations/V3__drop_name.sql"));

    private final String version;
    private final List<String> scripts;

    ShopRelease(String version, List<String> scripts) {
        this.version = version;
        this.scripts = scripts;
    }

    /** What the shop calls itself in {@code SHOP_VERSION} and in its answers. */
    public String version() {
        return version;
    }

    /**
     * Copies the release's scripts into a directory, as its image would contain them.
     *
     * @param directory created if it is missing
     * @return {@code directory}
     * @throws IOException when a script cannot be written, also when it is already there
     */
    public Path copyTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String script : scripts) {
            try (InputStream content = ShopRelease.class.getResourceAsStream(script)) {
                Files.copy(content, directory.resolve(Path.of(script).getFileName()));
            }
        }
        return directory;
    }
}

package dev.tidegate.cdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidegate.cdk.example.ShopApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example's template, synthesised once for all tests because that takes seconds. */
final class Shop {
    /** For whoever wants to look at it, or to enforce its policies. */
    static final Path WRITTEN = Path.of("target/shop.template.json");
    static final Path OUT = Path.of("target/cdk.out");
    static final Readable TEMPLATE = synthesise();

    private Shop() {}

    private static Readable synthesise() {
        try {
            Readable template = Readable.of(ShopApp.create(Readable.app("out")));
            Files.writeString(WRITTEN, new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(template.json()));
            return template;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

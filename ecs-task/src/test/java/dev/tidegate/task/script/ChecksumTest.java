package dev.tidegate.task.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our checksum is Flyway's, whatever the file looks like. */
class ChecksumTest {
    private static final List<String> PIECES = List.of("\n", "\r", "\r\n", "\uFEFF", "select 1;", " ", "é", "語", "😀",
            "\0", "\u0085", "\u2028", "\f", "ﻻ", "x");

    static Stream<String> scripts() {
        return Stream.of("", "\n", "\r\n", "\r", "select 1", "select 1\n", "select 1\r\n", "select 1\n\n",
                "\n\nselect 1",
                "\uFEFFselect 1;\n", "\uFEFF", "\uFEFF\n\uFEFFselect 1", "\uFEFF\uFEFFselect 1;", "select 1;\uFEFF\n",
                "a\rb\nc\r\nd\n\re", "-- é ñ 語 😀\nselect '語';\n", "select 'a\u2028b\u0085c';\n", "x".repeat(5000)
                        + "\n" + "é".repeat(9000));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void isFlyways(String script) {
        assertThat(ours(script)).isEqualTo(flyways(script));
    }

    @Test
    void isFlywaysForAnything() {
        Random random = new Random(42);
        for (int round = 0; round < 2_000; round++) {
            String script = IntStream.range(0, random.nextInt(40))
                    .mapToObj(piece -> PIECES.get(random.nextInt(PIECES.size()))).collect(Collectors.joining());
            assertThat(ours(script)).as(script).isEqualTo(flyways(script));
        }
    }

    @Test
    void doesNotDependOnTheEndsOfLines() {
        assertThat(ours("a\nb\n")).isEqualTo(ours("a\r\nb\r\n")).isEqualTo(ours("a\nb")).isNotEqualTo(ours("a\nc"));
    }

    private static int ours(String script) {
        return Checksum.of(script.getBytes(StandardCharsets.UTF_8));
    }

    private static int flyways(String script) {
        return ChecksumCalculator.calculate(new Text(script));
    }

    /** A script that lies nowhere. */
    private static final class Text extends LoadableResource {
        private final String text;

        Text(String text) {
            this.text = text;
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return getFilename();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getFilename();
        }

        @Override
        public String getFilename() {
            return "V1__text.sql";
        }

        @Override
        public String getRelativePath() {
            return getFilename();
        }
    }
}

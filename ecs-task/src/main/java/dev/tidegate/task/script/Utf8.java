package dev.tidegate.task.script;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

import dev.tidegate.task.migration.Problem;

/** Says where a file is no text in UTF-8. */
final class Utf8 {
    private Utf8() {}

    /** @param content which cannot be decoded */
    static Problem problem(String file, byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        StandardCharsets.UTF_8.newDecoder().decode(bytes, CharBuffer.allocate(content.length + 1), true);
        int line = 1;
        for (int at = 0; at < bytes.position(); at++) {
            line += content[at] == '\n' ? 1 : 0;
        }
        return new Problem(file, line,
                "found the byte 0x%02X, which is no text in UTF-8; expected the script to be saved as"
                        .formatted(content[bytes.position()]) + " UTF-8");
    }
}

package dev.tidegate.task.script;

import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The checksum that Flyway notes for a script: a CRC-32 of its lines in UTF-8, without what ends them and without a byte
 * order mark at the start of the file. Neither another line ending nor a missing one at the end makes a difference.
 *
 * <p>The bytes that end lines never occur inside other characters of UTF-8, so nothing needs decoding.
 */
final class Checksum {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Checksum() {}

    /** @param script in UTF-8 */
    static int of(byte[] script) {
        CRC32 checksum = new CRC32();
        int start = startsWithMark(script) ? BYTE_ORDER_MARK.length : 0;
        for (int i = start; i <= script.length; i++) {
            if (i == script.length || script[i] == '\n' || script[i] == '\r') {
                checksum.update(script, start, i - start);
                start = i + 1;
            }
        }
        return (int) checksum.getValue();
    }

    private static boolean startsWithMark(byte[] script) {
        int length = BYTE_ORDER_MARK.length;
        return script.length >= length && Arrays.equals(script, 0, length, BYTE_ORDER_MARK, 0, length);
    }
}

package dev.tidegate.task.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * How large a folder is.
 *
 * @param bytes of all its files
 * @param compressed of all its files in one gzip stream, as a layer of an image is
 */
record TreeSize(long bytes, long compressed) {
    static TreeSize of(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file)).sorted().toList();
        }
        long bytes = 0;
        Counter counter = new Counter();
        try (OutputStream gzip = new GZIPOutputStream(counter, 1 << 16)) {
            for (Path file : files) {
                bytes += Files.copy(file, gzip);
            }
        }
        return new TreeSize(bytes, counter.count);
    }

    /** For people. */
    @Override
    public String toString() {
        return "%.1f MB, %.1f MB compressed".formatted(bytes / 1e6, compressed / 1e6);
    }

    /** Counts and forgets. */
    private static final class Counter extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            count += length;
        }
    }
}

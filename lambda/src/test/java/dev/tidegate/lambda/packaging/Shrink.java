package dev.tidegate.lambda.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Leaves out of the packaged function what it never reaches: operations of AWS that it does not call, and the classes
 * that only they need. With them the package has 21 MB, and every client would be loaded with all its operations.
 *
 * <p>Maven's shade plugin cannot ({@code minimizeJar}): a client's interface names the requests and responses of all
 * operations, so they are all reached. ProGuard can, but keeps every request (11 MB), wants the JDK's classes as a jar, which
 * newer JDKs do not have, and writes the time of the build into the jar.
 *
 * <p>Run by the build from its source, so that builds without tests make the same package.
 */
final class Shrink {
    private static final String HANDLER = "dev/tidegate/lambda/Handler";

    private Shrink() {}

    /** @param args the jar with everything, the jar to write, and operations to keep that nothing calls: Sfn.sendTaskSuccess */
    public static void main(String[] args) throws IOException {
        try (JarFile whole = new JarFile(args[0])) {
            Map<String, byte[]> kept = new Reach(classes(whole), Set.copyOf(List.of(args).subList(2, args.length)))
                    .from(Stream.concat(Stream.of(HANDLER), services(whole)).toList());
            write(whole, kept, Path.of(args[1]));
        }
    }

    private static Map<String, byte[]> classes(JarFile jar) {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        jar.stream().filter(entry -> entry.getName().endsWith(".class"))
                .forEach(entry -> classes.put(className(entry), content(jar, entry)));
        return classes;
    }

    private static String className(ZipEntry entry) {
        return entry.getName().substring(0, entry.getName().length() - ".class".length());
    }

    /** What {@link java.util.ServiceLoader} is told to load. */
    private static Stream<String> services(JarFile jar) {
        return jar.stream().filter(entry -> entry.getName().startsWith("META-INF/services/") && !entry.isDirectory())
                .flatMap(entry -> new String(content(jar, entry)).lines())
                .map(line -> line.replaceAll("#.*", "").strip().replace('.', '/')).filter(name -> !name.isEmpty());
    }

    private static byte[] content(JarFile jar, ZipEntry entry) {
        try {
            return jar.getInputStream(entry).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the same order and with the same times: the same sources give the same package. */
    private static void write(JarFile whole, Map<String, byte[]> kept, Path file) throws IOException {
        List<JarEntry> entries = whole.stream().filter(entry -> !entry.isDirectory()).toList();
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            for (JarEntry entry : entries) {
                boolean isClass = entry.getName().endsWith(".class");
                if (!isClass || kept.containsKey(className(entry))) {
                    ZipEntry copy = new ZipEntry(entry.getName());
                    copy.setTimeLocal(entry.getTimeLocal());
                    out.putNextEntry(copy);
                    out.write(isClass ? kept.get(className(entry)) : content(whole, entry));
                }
            }
        }
    }
}

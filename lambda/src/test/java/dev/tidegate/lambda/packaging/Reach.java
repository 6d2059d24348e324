package dev.tidegate.lambda.packaging;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which classes are reached. A class is kept whole, as it was published, when a reached class names it: in code, in a
 * descriptor or signature, or as a string, which covers names given to {@link Class#forName}. Only the SDK's clients are kept
 * in part, see {@link Client}.
 */
final class Reach {
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+)[;<]");

    private final Map<String, byte[]> classes;
    private final Set<String> operations;
    private final Map<String, byte[]> reached = new LinkedHashMap<>();
    private final Deque<String> toVisit = new ArrayDeque<>();
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final Set<Client.Method> called = new HashSet<>();

    /**
     * @param classes all there are, by internal name
     * @param operations counted as called, each as service and method
     */
    Reach(Map<String, byte[]> classes, Set<String> operations) {
        this.classes = classes;
        this.operations = operations;
    }

    /** The content of all classes that can be reached from {@code roots}. */
    Map<String, byte[]> from(Collection<String> roots) {
        roots.forEach(this::reach);
        int before;
        do {
            visitAll();
            before = called.size();
            // What a client names depends on what is called of it.
            clients.forEach((name, client) -> follow(name, client.with(called)));
        } while (!toVisit.isEmpty() || called.size() > before);
        return reached;
    }

    private void reach(String name) {
        if (classes.containsKey(name) && !reached.containsKey(name)) {
            reached.put(name, classes.get(name));
            toVisit.add(name);
        }
    }

    private void visitAll() {
        while (!toVisit.isEmpty()) {
            String name = toVisit.remove();
            if (Client.isClient(name)) {
                clients.put(name, new Client(classes.get(name), classes, operations));
            } else {
                follow(name, classes.get(name));
            }
        }
    }

    private void follow(String name, byte[] content) {
        reached.put(name, content);
        ClassModel model = ClassFile.of().parse(content);
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry type -> reach(type.asInternalName());
                case Utf8Entry text -> IN_DESCRIPTOR.matcher(text.stringValue()).results()
                        .forEach(type -> reach(type.group(1)));
                case StringEntry text -> reach(text.stringValue().replace('.', '/'));
                case MemberRefEntry member when Client.isClient(member.owner().asInternalName()) ->
                    called.add(Client.Method.of(member));
                default -> {
                }
            }
        }
    }
}

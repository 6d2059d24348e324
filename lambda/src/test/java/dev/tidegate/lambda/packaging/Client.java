package dev.tidegate.lambda.packaging;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.constant.ClassDesc;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A client of the SDK, its interface or the class behind it. Of its operations those stay that are called; the code that
 * the compiler made of a lambda stays with the method that holds it.
 */
final class Client {
    private static final Pattern NAME = Pattern.compile("software/amazon/awssdk/services/\\w+/(Default)?(\\w+)Client");
    private static final Pattern OPERATION = Pattern.compile(
            "software/amazon/awssdk/services/\\w+/(model|paginators|waiters)/");

    private final ClassModel model;
    private final String service;
    private final ClassFile format;
    private final Set<String> operations;

    /**
     * A method of a service's client: interface and class have the same.
     *
     * @param service the name that both have in common
     */
    record Method(String service, String name, String descriptor) {
        static Method of(MemberRefEntry member) {
            return new Method(serviceOf(member.owner().asInternalName()), member.name().stringValue(),
                    member.type().stringValue());
        }
    }

    /**
     * @param classes where other classes are looked up that its code names
     * @param operations kept in any case, as service and method
     */
    Client(byte[] content, Map<String, byte[]> classes, Set<String> operations) {
        this.operations = operations;
        ClassHierarchyResolver hierarchy = ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> {
            byte[] found = classes.get(internalName(type));
            return found == null ? null : new ByteArrayInputStream(found);
        }).orElse(ClassHierarchyResolver.defaultResolver());
        // A constant pool of its own, so that it names nothing that only the methods left out did.
        format = ClassFile.of(ConstantPoolSharingOption.NEW_POOL,
                ClassFile.ClassHierarchyResolverOption.of(hierarchy));
        model = format.parse(content);
        service = serviceOf(model.thisClass().asInternalName());
    }

    private static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    /** Asynchronous clients are not: nothing of ours reaches them. */
    static boolean isClient(String name) {
        return NAME.matcher(name).matches() && !name.endsWith("AsyncClient");
    }

    private static String serviceOf(String name) {
        return NAME.matcher(name).replaceFirst("$2");
    }

    /** The class with those of its operations that are called. */
    byte[] with(Set<Method> called) {
        Set<Method> lambdas = new HashSet<>();
        byte[] content = keeping(called, lambdas);
        while (lambdas.addAll(lambdasNamed(content))) {
            content = keeping(called, lambdas);
        }
        return content;
    }

    private byte[] keeping(Set<Method> called, Set<Method> lambdas) {
        return format.transformClass(model, ClassTransform.dropping(element -> switch (element) {
            case MethodModel method when isLambda(method.methodName().stringValue()) -> !lambdas.contains(of(method));
            case MethodModel method -> isOperation(method) && !called.contains(of(method)) && !operations.contains(
                    service + "." + method.methodName().stringValue());
            // For reflection only. It names the nested classes of all that the class named before.
            case InnerClassesAttribute _ -> true;
            default -> false;
        }));
    }

    private Method of(MethodModel method) {
        return new Method(service, method.methodName().stringValue(), method.methodType().stringValue());
    }

    private static boolean isOperation(MethodModel method) {
        return OPERATION.matcher(method.methodType().stringValue()).find();
    }

    private static boolean isLambda(String name) {
        return name.startsWith("lambda$");
    }

    private Set<Method> lambdasNamed(byte[] content) {
        return StreamSupport.stream(format.parse(content).constantPool().spliterator(), false)
                .filter(MemberRefEntry.class::isInstance).map(entry -> Method.of((MemberRefEntry) entry))
                .filter(method -> isLambda(method.name())).collect(Collectors.toSet());
    }
}

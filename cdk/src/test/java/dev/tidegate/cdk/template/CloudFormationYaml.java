package dev.tidegate.cdk.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a template with CloudFormation's short tags as if it had been written with the long names. */
final class CloudFormationYaml extends SafeConstructor {
    private CloudFormationYaml() {
        super(options());
        yamlMultiConstructors.put("!", new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
                return function(node.getTag().getValue().substring(1), value(node));
            }
        });
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return options;
    }

    /** The template of the project. */
    static Map<String, Object> template() {
        try {
            return new Yaml(new CloudFormationYaml()).load(Files.readString(path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path path() {
        return Path.of(System.getProperty("tidegate.root"), "template.yaml");
    }

    private Object value(Node node) {
        if (node instanceof ScalarNode scalar) {
            return constructScalar(scalar);
        }
        return node instanceof SequenceNode sequence ? constructSequence(sequence)
                : constructMapping(
                        (MappingNode) node);
    }

    private static Object function(String tag, Object value) {
        if (tag.equals("Ref") || tag.equals("Condition")) {
            return Map.of(tag, value);
        }
        return Map.of("Fn::" + tag, tag.equals("GetAtt") ? attribute((String) value) : value);
    }

    private static List<String> attribute(String text) {
        return Arrays.asList(text.split("\\.", 2));
    }
}

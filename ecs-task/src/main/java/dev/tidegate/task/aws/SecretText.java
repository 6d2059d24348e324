package dev.tidegate.task.aws;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import dev.tidegate.task.database.Login;
import dev.tidegate.task.database.Secret;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The text of a database secret. Nothing of it may stand in a message, and parsers quote what they do not understand: their
 * exceptions stay here, even as causes.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html">JSON
 *      structure of secrets</a>
 */
final class SecretText {
    private static final int HIGHEST_PORT = 65_535;

    private final String id;
    private final Map<String, JsonNode> members;

    private SecretText(String id, Map<String, JsonNode> members) {
        this.id = id;
        this.members = members;
    }

    /**
     * Reads the text.
     *
     * @param text empty when the secret is binary
     * @throws TaskException when it is no login for PostgreSQL
     */
    static Secret parse(String id, Optional<String> text) {
        JsonNode node = text.flatMap(SecretText::json).filter(JsonNode::isObject)
                .orElseThrow(() -> wrong(id, "found something else (not shown)"));
        return new SecretText(id, node.asObject()).secret();
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JsonNode.parser().parse(text));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Secret secret() {
        text("engine").filter(engine -> !engine.contains("postgres")).ifPresent(engine -> {
            throw wrong(id, "found the engine \"" + engine + "\"");
        });
        Login login = new Login(needed("username"), Optional.of(needed("password")));
        return new Secret(id, login, text("host"), port(), text("dbname"));
    }

    private String needed(String name) {
        return text(name).orElseThrow(() -> wrong(id, "found no text for \"" + name + "\""));
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(members.get(name)).filter(JsonNode::isString).map(JsonNode::asString)
                .filter(text -> !text.isEmpty());
    }

    /** The rotation functions of AWS write a number, people and templates often text. */
    private OptionalInt port() {
        Optional<String> written = Optional.ofNullable(members.get("port"))
                .filter(node -> node.isNumber() || node.isString()).map(JsonNode::text).filter(text -> !text.isEmpty());
        if (written.isEmpty()) {
            return OptionalInt.empty();
        }
        int port = written.filter(text -> text.matches("\\d{1,5}")).map(Integer::parseInt).orElse(0);
        if (port < 1 || port > HIGHEST_PORT) {
            throw wrong(id, "found a \"port\" that is none (not shown)");
        }
        return OptionalInt.of(port);
    }

    private static TaskException wrong(String id, String found) {
        return new TaskException(Failure.of(Outcome.WRONG_USAGE, "secret \"" + id
                + "\": expected a JSON object such as {\"username\": …, \"password\": …, \"host\": …, \"port\": 5432,"
                + " \"dbname\": …} for PostgreSQL, of which only the first two are needed; " + found));
    }
}

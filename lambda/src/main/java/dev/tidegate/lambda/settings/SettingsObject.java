package dev.tidegate.lambda.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.json.Json;

/** One JSON object of the settings; notes every problem instead of stopping at the first. */
final class SettingsObject {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m|h|d)");

    private final String path;
    private final Map<String, Json> members;
    private final Set<String> asked = new HashSet<>();
    private final List<String> problems;

    private SettingsObject(String path, Json value, List<String> problems) {
        this.path = path;
        this.members = value.members();
        this.problems = problems;
        if (!value.isObject()) {
            problems.add(where(path) + "expected an object, given " + value);
        }
    }

    static SettingsObject root(Json value, List<String> problems) {
        return new SettingsObject("", value, problems);
    }

    private static String where(String path) {
        return path.isEmpty() ? "" : path + ": ";
    }

    private String path(String member) {
        return path.isEmpty() ? member : path + "." + member;
    }

    private Optional<Json> member(String member) {
        asked.add(member);
        return Optional.ofNullable(members.get(member));
    }

    /** Whether it is given at all. */
    boolean has(String member) {
        asked.add(member);
        return members.containsKey(member);
    }

    /** Of the members only the last may be given. */
    void neither(String... names) {
        String given = names[names.length - 1];
        for (String other : names) {
            if (!other.equals(given) && has(other)) {
                problems.add(path(other) + " and " + path(given) + " are both given; expected one of them");
            }
        }
    }

    void missing(String member, String expected) {
        problems.add(path(member) + " is missing; expected " + expected);
    }

    private void wrong(String member, Json given, String expected) {
        problems.add(path(member) + ": expected " + expected + ", given " + given);
    }

    String text(String member) {
        Optional<String> text = optionalText(member);
        if (text.isEmpty() && !members.containsKey(member)) {
            missing(member, "a text");
        }
        return text.orElse("");
    }

    Optional<String> optionalText(String member) {
        Optional<Json> value = member(member);
        if (value.isPresent() && !(value.get().isText() && !value.get().asText().isBlank())) {
            wrong(member, value.get(), "a text that is not empty");
            return Optional.empty();
        }
        return value.map(Json::asText);
    }

    /** A name as ECS takes it, of a cluster, a service or a task family. */
    String name(String member) {
        String given = text(member);
        return given.isEmpty() ? given : checked(member, given);
    }

    Optional<String> optionalName(String member) {
        return optionalText(member).map(given -> checked(member, given));
    }

    private String checked(String member, String given) {
        if (!NAME.matcher(given).matches()) {
            problems.add(path(member)
                    + ": expected a name of at most 255 letters, digits, - and _, not an ARN, given \""
                    + given + "\"");
        }
        return given;
    }

    /** At least one, and at most so many. */
    List<String> texts(String member, List<String> fallback, int most) {
        List<String> given = texts(member, fallback);
        if (given.size() > most || given.isEmpty() && !fallback.isEmpty()) {
            problems.add(path(member) + ": expected " + (fallback.isEmpty() ? "at most " : "1 to ") + most
                    + " texts, given "
                    + given.size());
        }
        return given;
    }

    List<String> texts(String member, List<String> fallback) {
        Optional<Json> value = member(member);
        if (value.isEmpty()) {
            return fallback;
        }
        boolean texts = value.get().isArray() && value.get().elements().stream().allMatch(one -> one.isText()
                && !one.asText().isBlank());
        if (!texts) {
            wrong(member, value.get(), "a list of texts that are not empty");
            return fallback;
        }
        return value.get().elements().stream().map(Json::asText).toList();
    }

    boolean bool(String member, boolean fallback) {
        Optional<Json> value = member(member);
        if (value.isPresent() && value.get().asBoolean().isEmpty()) {
            wrong(member, value.get(), "true or false");
        }
        return value.flatMap(Json::asBoolean).orElse(fallback);
    }

    Duration duration(String member, Duration fallback, Duration least, Duration most) {
        Optional<Json> value = member(member);
        if (value.isEmpty()) {
            return fallback;
        }
        Optional<Duration> duration = value.filter(Json::isText).map(Json::asText).flatMap(SettingsObject::parse)
                .filter(given -> given.compareTo(least) >= 0 && given.compareTo(most) <= 0);
        if (duration.isEmpty()) {
            wrong(member, value.get(),
                    "a duration such as \"30s\", \"10m\", \"4h\" or \"2d\", from " + words(least) + " to " + words(
                            most));
        }
        return duration.orElse(fallback);
    }

    private static Optional<Duration> parse(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        });
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    Optional<SettingsObject> object(String member) {
        return member(member).map(value -> new SettingsObject(path(member), value, problems));
    }

    CodeIdentity identity(CodeIdentity fallback) {
        Optional<Json> value = member("identity");
        Optional<CodeIdentity> identity = value.filter(Json::isText).map(Json::asText).flatMap(CodeIdentity::parse);
        if (value.isPresent() && identity.isEmpty()) {
            wrong("identity", value.get(), CodeIdentity.ALLOWED);
        }
        return identity.orElse(fallback);
    }

    /** The objects of a list that may be missing. */
    List<SettingsObject> optionalObjects(String member) {
        return has(member) ? objects(member) : List.of();
    }

    List<SettingsObject> objects(String member) {
        Optional<Json> value = member(member);
        List<Json> elements = value.map(Json::elements).orElse(List.of());
        if (elements.isEmpty()) {
            missing(member, "a list of at least one object");
        }
        List<SettingsObject> objects = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            objects.add(new SettingsObject(path(member) + "[" + i + "]", elements.get(i), problems));
        }
        return objects;
    }

    /** A misspelt name must not silently mean "default". */
    void nothingElse() {
        for (String member : members.keySet()) {
            if (!asked.contains(member)) {
                problems.add(path(member) + " is not a setting; known here: "
                        + String.join(", ", asked.stream().sorted().toList()));
            }
        }
    }
}

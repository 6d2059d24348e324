package dev.tidegate.task.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the database is.
 *
 * @param hosts one or more {@code host[:port]}, separated by commas
 * @param database its name, as the URL spells it
 * @param parameters the driver's own, such as {@code sslmode=verify-full}; empty for none
 * @param user who logs in, if the URL says it
 */
public record DatabaseUrl(String hosts, String database, String parameters, Optional<String> user) {
    /** The forms that are understood, for messages. */
    public static final String EXPECTED = "jdbc:postgresql://<host>[:<port>]/<database> or"
            + " postgresql://[<user>@]<host>[:<port>]/<database>";

    private static final String HOST = "(?:\\[[^]/?@]+]|[^/?@:,\\[\\]]+)(?::\\d+)?";
    private static final Pattern URL = Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^/?@:]*)@)?(?<hosts>"
            + HOST
            + "(?:," + HOST + ")*)/(?<database>[^/?@]+)(?:\\?(?<parameters>.*))?");
    private static final Pattern PASSWORD_PARAMETER = Pattern.compile("password\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern MAYBE_PASSWORD = Pattern.compile(":.*@", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile(":\\d+$");

    /** Reads {@code text}; empty when it is no such URL. */
    public static Optional<DatabaseUrl> parse(String text) {
        Matcher url = URL.matcher(text);
        return url.matches() ? Optional.of(of(url)) : Optional.empty();
    }

    /** Whether {@code text} carries a password, or is no such URL and may carry one: then it must not be shown. */
    public static boolean hasPassword(String text) {
        return PASSWORD_PARAMETER.matcher(text).find()
                || parse(text).isEmpty() && MAYBE_PASSWORD.matcher(text).find();
    }

    private static DatabaseUrl of(Matcher url) {
        String parameters = Optional.ofNullable(url.group("parameters")).orElse("");
        Optional<String> user = Optional.ofNullable(url.group("user"))
                .or(() -> Stream.of(parameters.split("&")).filter(parameter -> parameter.startsWith("user="))
                        .map(parameter -> parameter.substring("user=".length())).findFirst());
        String others = Stream.of(parameters.split("&")).filter(parameter -> !parameter.startsWith("user="))
                .collect(Collectors.joining("&"));
        return new DatabaseUrl(url.group("hosts"), url.group("database"), others,
                user.map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8)));
    }

    /** The names or addresses of the hosts, without ports and brackets. */
    public List<String> hostNames() {
        return Stream.of(hosts.split(",")).map(host -> PORT.matcher(host).replaceFirst(""))
                .map(host -> host.startsWith("[") ? host.substring(1, host.length() - 1) : host).toList();
    }

    /** The port of the first host. */
    public int port() {
        Matcher port = PORT.matcher(hosts.split(",")[0]);
        return port.find() ? Integer.parseInt(port.group().substring(1)) : 5432;
    }

    /** The value of one of the driver's parameters, if it is there. */
    public Optional<String> parameter(String name) {
        return Stream.of(parameters.split("&")).map(parameter -> parameter.split("=", 2))
                .filter(parameter -> parameter[0].equals(name))
                .map(parameter -> parameter.length == 1 ? "" : URLDecoder.decode(parameter[1], StandardCharsets.UTF_8))
                .reduce((first, last) -> last);
    }

    /** The URL for the driver, without the user. */
    public String jdbc() {
        return "jdbc:postgresql://" + hosts + "/" + database + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** The database and the host, for people. */
    @Override
    public String toString() {
        return "\"" + URLDecoder.decode(database, StandardCharsets.UTF_8) + "\" on " + hosts;
    }
}

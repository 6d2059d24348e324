package dev.tidegate.task.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of a host tells of the Amazon RDS or Aurora behind it. */
public final class Rds {
    /** In the regions of China the region stands behind {@code rds}. */
    private static final Pattern ENDPOINT = Pattern.compile(
            "(?:.+\\.(?<region>[a-z]{2,}(?:-[a-z]+)+-\\d)|.+)\\.rds\\.(?:(?<china>cn-[a-z]+-\\d)\\.)?amazonaws\\.com(?:\\.cn)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PROXY = Pattern.compile("\\.proxy-[^.]+\\.", Pattern.CASE_INSENSITIVE);
    private static final Pattern READER = Pattern.compile("\\.cluster-ro-([^.]+)\\.", Pattern.CASE_INSENSITIVE);

    private Rds() {}

    /** Whether {@code host} is an endpoint of RDS or Aurora. */
    public static boolean isEndpoint(String host) {
        return ENDPOINT.matcher(host).matches();
    }

    /** The region of an endpoint, if its name tells it. */
    public static Optional<String> region(String host) {
        Matcher endpoint = ENDPOINT.matcher(host);
        return endpoint.matches()
                ? Optional.ofNullable(endpoint.group("region")).or(() -> Optional.ofNullable(endpoint.group("china")))
                : Optional.empty();
    }

    /** The writer's endpoint for the endpoint of an Aurora cluster's readers; empty for any other. */
    static Optional<String> writerOf(String host) {
        return Optional.of(host).filter(Rds::isEndpoint).map(READER::matcher).filter(Matcher::find)
                .map(reader -> reader.replaceFirst(".cluster-$1."));
    }

    /** What is doubtful about running migrations over the hosts of {@code url}. */
    public static List<String> warnings(DatabaseUrl url) {
        List<String> warnings = new ArrayList<>();
        for (String host : url.hostNames()) {
            if (isEndpoint(host) && PROXY.matcher(host).find()) {
                warnings.add("\"" + host + "\" is an RDS Proxy: migrations pin its connections and are subject to its"
                        + " timeouts; take the endpoint of the database itself");
            }
            writerOf(host).ifPresent(writer -> warnings.add("\"" + host
                    + "\" is the endpoint of the readers: migrations need the writer; take \"" + writer + "\""));
        }
        return warnings;
    }
}

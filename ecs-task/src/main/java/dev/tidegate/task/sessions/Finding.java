package dev.tidegate.task.sessions;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the open sessions say about old code. It can only object: a pool may be empty now and full in a second, and poolers
 * hide sessions or keep their names, so that no session found is no proof that the old code is gone.
 *
 * @param older those that carry an older version
 * @param unknown those of the same application, by name or login, that carry no version
 * @param complete whether our login sees when and from where they were opened
 */
public record Finding(List<OpenSession> older, List<OpenSession> unknown, boolean complete) {
    public Finding {
        older = List.copyOf(older);
        unknown = List.copyOf(unknown);
    }

    /**
     * Holds the sessions against the release.
     *
     * @param release the version its own sessions carry
     */
    public static Finding of(OpenSessions open, SessionName name, String release) {
        List<OpenSession> versioned = open.all().stream().filter(session -> name.version(session.name()).isPresent())
                .toList();
        Set<String> users = versioned.stream().map(OpenSession::user).collect(Collectors.toSet());
        List<OpenSession> older = versioned.stream().filter(session -> !session.name().equals(name.of(release)))
                .filter(session -> CodeVersions.isOlder(name.version(session.name()).orElseThrow(), release)).toList();
        List<OpenSession> unknown = open.all().stream().filter(session -> name.version(session.name()).isEmpty())
                .filter(session -> name.isRelated(session.name()) || users.contains(session.user())).toList();
        return new Finding(older, unknown, open.complete());
    }
}

package dev.tidegate.task.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tidegate.task.check.text.WhenFound;
import dev.tidegate.task.database.DatabaseUrl;
import dev.tidegate.task.database.Tls;
import dev.tidegate.task.migration.Phase;
import dev.tidegate.task.migration.Version;
import dev.tidegate.task.migration.WhenBlocked;
import dev.tidegate.task.migration.WhenUnmarked;
import dev.tidegate.task.report.LogFormat;
import dev.tidegate.task.script.Placeholders;
import dev.tidegate.task.sessions.SessionName;

/** Every setting there is. */
public final class Settings {
    public static final Setting<DatabaseUrl> URL = Setting.of("url", "DATABASE_URL", Kind.DATABASE_URL,
            "where the database is, without a password; by default where the secret says");
    public static final Setting<String> USER = Setting.of("user", "DATABASE_USER", Kind.TEXT,
            "who logs in; may stand in the url instead");
    public static final Setting<String> PASSWORD = Setting.of("password", "DATABASE_PASSWORD", Kind.TEXT,
            "the password, from the environment only").fromEnvironmentOnly();
    public static final Setting<String> SECRET = new Setting<>("secret", "TIDEGATE_DATABASE_SECRET",
            Optional.of("--secret"), Kind.SECRET, Optional.empty(),
            "the ARN or name of the secret of AWS Secrets Manager that has user and password, and perhaps the host");
    public static final Setting<String> DATABASE = new Setting<>("database", "TIDEGATE_DATABASE_NAME",
            Optional.of("--database"), Kind.TEXT, Optional.empty(),
            "the database's name, when the secret has the host but no name, or another one");
    public static final Setting<Boolean> IAM_AUTH = new Setting<>("iam-auth", "TIDEGATE_DATABASE_IAM_AUTH",
            Optional.of("--iam-auth"), Kind.FLAG, Optional.of("false"),
            "log in to RDS or Aurora with the task's AWS credentials instead of a password");
    public static final Setting<Path> CA_BUNDLE = new Setting<>("ca-bundle", "TIDEGATE_DATABASE_CA_BUNDLE",
            Optional.of("--ca-bundle"), Kind.FILE, Optional.empty(),
            "the certificates of the authorities to trust; for RDS by default " + Tls.IMAGE_BUNDLE);
    public static final Setting<Path> MIGRATIONS = Setting
            .of("migrations", "MIGRATIONS", Kind.PATH, "the folder of migration scripts").or("/migrations");
    public static final Setting<WhenUnmarked> UNMARKED = Setting
            .of("unmarked", "UNMARKED",
                    Kind.words(List.of(WhenUnmarked.values()), WhenUnmarked::word),
                    "what a pending script without a mark is taken for")
            .or("refuse");
    public static final Setting<WhenBlocked> ON_BLOCKED = Setting
            .of("on-blocked", "ON_BLOCKED", Kind.words(List.of(WhenBlocked.values()), WhenBlocked::word),
                    "whether pre runs nothing, or what is ready, when a migration is blocked")
            .or("refuse");
    public static final Setting<WhenFound> CHECK = Setting
            .of("check", "CHECK", Kind.words(List.of(WhenFound.values()), WhenFound::word),
                    "whether pre tells of what the words of its scripts would do to old code and its locks, or runs"
                            + " nothing then; the command check finds more")
            .or("warn");
    public static final Setting<Duration> LOCK_TIMEOUT = Setting
            .of("lock-timeout", "LOCK_TIMEOUT", Kind.DURATION,
                    "how long a statement queues for a lock, and others behind it; 0s for ever, without looking first")
            .or("100ms");
    public static final Setting<Duration> LOCK_BUDGET = Setting
            .of("lock-budget", "LOCK_BUDGET", Kind.DURATION,
                    "how long a migration goes on trying to get its locks")
            .or("5m");
    public static final Setting<Duration> STATEMENT_TIMEOUT = Setting
            .of("statement-timeout", "STATEMENT_TIMEOUT", Kind.DURATION,
                    "how long a statement may run that writes nothing but the catalog, such as ADD COLUMN without a"
                            + " computed default; 0s sets no limit; whatever reads or writes rows has none")
            .or("5s");
    public static final Setting<Duration> CONNECT_WITHIN = Setting
            .of("connect-within", "CONNECT_WITHIN", Kind.DURATION, "how long to go on trying a database that is away")
            .or("30s");
    public static final Setting<String> SCHEMA = Setting.of("schema", "SCHEMA", Kind.TEXT,
            "the schema of the schema history and of unqualified names; by default the login's own");
    public static final Setting<String> TABLE = Setting
            .of("table", "TABLE", Kind.TEXT, "the schema history table, as Flyway calls it").or(
                    "flyway_schema_history");
    public static final Setting<Version> BASELINE = Setting.of("baseline", "BASELINE", Kind.MIGRATION_VERSION,
            "for a schema with objects but no schema history: the migration it is already at, 0 for none");
    public static final Setting<Placeholders> PLACEHOLDERS = Setting
            .of("placeholders", "PLACEHOLDERS", Kind.PLACEHOLDERS,
                    "what ${...} in scripts stands for; off leaves it alone")
            .or("off");
    public static final Setting<String> RELEASE = Setting.of("release", "RELEASE", Kind.TEXT, "the release's id");
    public static final Setting<String> VERSION = Setting.of("release-version", "VERSION", Kind.TEXT,
            "what identifies the release's code");
    public static final Setting<Phase> PHASE = Setting.of("phase", "PHASE",
            Kind.words(List.of(Phase.values()), Phase::word),
            "for plan: the run to show, pre-traffic by default; for pre and post it must agree");
    public static final Setting<Instant> DEADLINE = Setting.of("deadline", "DEADLINE", Kind.INSTANT,
            "when to have stopped, finished or not");
    public static final Setting<Instant> DRAINED_AT = Setting.of("drained-at", "DRAINED_AT", Kind.INSTANT,
            "since when the old code is gone; delays count from it");
    public static final Setting<String> EVIDENCE = Setting.of("evidence", "EVIDENCE", Kind.TEXT,
            "what showed that the old code is gone");
    public static final Setting<Boolean> FRESH = Setting
            .of("fresh", "FRESH", Kind.FLAG, "no code runs yet: with an empty history, pre runs everything").or(
                    "false");

    public static final Setting<String> LATER_RELEASES = Setting.of("later-releases", "LATER_RELEASES", Kind.TEXT,
            "ids, with commas between them, of releases that came after this release's code: with post-traffic"
                    + " migrations of theirs, pre is refused");

    public static final Setting<Boolean> SESSIONS = Setting.of("sessions", "SESSIONS", Kind.FLAG,
            "before post-traffic work: come back later while sessions of older code are open; a veto, never a proof,"
                    + " for pools hide sessions and reopen them").or("false");
    public static final Setting<SessionName> SESSION_NAME = Setting.of("session-name", "SESSION_NAME",
            Kind.SESSION_NAME, "how the application names its sessions (application_name)");
    public static final Setting<String> SESSION_VERSION = Setting.of("session-version", "SESSION_VERSION", Kind.TEXT,
            "the release's version as its sessions name it, when that is not release-version");
    public static final Setting<LogFormat> LOG = Setting.of("log", "LOG", Kind.words(List.of(LogFormat.values()),
            LogFormat::word), "how progress and errors are written; with json every line of both streams is one object")
            .or("text");

    /** In the order of the help. */
    public static final List<Setting<?>> ALL = List.of(URL, USER, PASSWORD, SECRET, DATABASE, IAM_AUTH,
            CA_BUNDLE, MIGRATIONS, UNMARKED, ON_BLOCKED, CHECK, LOCK_TIMEOUT, LOCK_BUDGET, STATEMENT_TIMEOUT,
            CONNECT_WITHIN,
            SCHEMA, TABLE, BASELINE, PLACEHOLDERS, RELEASE, VERSION, PHASE, DEADLINE, DRAINED_AT, EVIDENCE, FRESH,
            LATER_RELEASES, SESSIONS, SESSION_NAME, SESSION_VERSION, LOG);

    private Settings() {}
}

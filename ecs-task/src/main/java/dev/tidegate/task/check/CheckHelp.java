package dev.tidegate.task.check;

import java.util.List;

/** What {@code --help} behind {@code check} or {@code import} prints. */
final class CheckHelp {
    static final String WORD = "--help";

    static final String TEXT = """
            usage: tidegate-task check --migrations=DIR [options]
                   tidegate-task import sqlmigrate FILE --migrations=DIR [--name="add full name"] [options]

            Runs the new scripts of a release on a scratch server and tells whether old code goes on, what they block, whether they
            may fail on data or lose some, and which mark they deserve.

              --migrations=DIR        the scripts
              --base=DIR              those of the release before; by default all but the newest
              --base-version=12       instead: everything up to this version is old
              --url=postgresql://...  the scratch server (TIDEGATE_CHECK_URL), with TIDEGATE_CHECK_PASSWORD; without it an embedded one
              --user=NAME             a superuser of it
              --postgres=16           the major version of production; another server is refused
              --app-role=ROLE         as which role the application logs in
              --statements=FILE       SQL of the release before, which must still prepare
              --statements-after=FILE SQL of the release itself
              --severities=FILE       lines such as lock-index-build = warning
              --placeholders=...      as for the runner
              --suggest               print the mark that each script deserves, or the two scripts to make of it
              --json, --sarif, --github, --color

            exit codes: 0 no errors, 1 errors, 2 wrong usage, 4 the scripts of the release before cannot be run, 7 no server
            """;

    private CheckHelp() {}

    /** Whether it was asked for. */
    static boolean isMeant(List<String> arguments) {
        return arguments.contains(WORD);
    }
}

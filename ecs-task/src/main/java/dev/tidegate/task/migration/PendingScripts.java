package dev.tidegate.task.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The pending scripts held to the rules of marks. Applied scripts are not asked: their content is fixed by the checksum in
 * the schema history, so nobody could add or mend a mark there.
 */
public final class PendingScripts {
    private static final String UNMARKED = "found no mark; expected a line such as \"-- tidegate: pre-traffic\" above the"
            + " first statement (allowed: pre-traffic, post-traffic, any), or the setting unmarked for scripts that cannot"
            + " be edited";

    private final Set<Version> known = new HashSet<>();
    private final List<Migration> migrations = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Reads the marks of the pending scripts.
     *
     * @param all every script of the folder, which {@code after=} may name
     * @param pending those that have not run
     */
    public PendingScripts(Collection<Script> all, Collection<Script> pending, WhenUnmarked whenUnmarked) {
        all.forEach(script -> {
            if (script.identity() instanceof Identity.Versioned versioned) {
                known.add(versioned.version());
            }
        });
        pending.forEach(script -> read(script, whenUnmarked));
        migrations.sort(Migration.ORDER);
    }

    /** The pending migrations in the order of execution; complete only when there is no problem. */
    public List<Migration> migrations() {
        return List.copyOf(migrations);
    }

    /** Everything that is wrong with any pending script. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void read(Script script, WhenUnmarked whenUnmarked) {
        switch (script.marking()) {
            case Marking.Wrong wrong -> problems.addAll(wrong.problems());
            case Marking.Unmarked unmarked -> {
                Optional<Mark> assumed = whenUnmarked.mark();
                assumed.ifPresentOrElse(mark -> add(script, mark),
                        () -> problems.add(new Problem(script.file(), 1, UNMARKED)));
            }
            case Marking.Marked(Mark mark, int line) -> {
                if (mark.after() instanceof After.Named(List<Version> versions)) {
                    versions.forEach(version -> checkDependency(script, line, version));
                }
                add(script, mark);
            }
        }
    }

    private void add(Script script, Mark mark) {
        migrations.add(new Migration(script.file(), script.identity(), mark));
    }

    private void checkDependency(Script script, int line, Version on) {
        if (!known.contains(on)) {
            problems.add(new Problem(script.file(), line,
                    "found \"" + on + "\" in after=, but there is no script with that version"));
        } else if (script.identity() instanceof Identity.Versioned versioned && on.compareTo(versioned
                .version()) >= 0) {
            problems.add(new Problem(script.file(), line, "found \"" + on + "\" in after=, which does not come before "
                    + versioned.version() + "; allowed: lower versions"));
        }
    }
}

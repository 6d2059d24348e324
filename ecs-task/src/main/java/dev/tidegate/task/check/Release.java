package dev.tidegate.task.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.tidegate.task.check.scratch.Source;
import dev.tidegate.task.migration.Identity;
import dev.tidegate.task.migration.Marking;
import dev.tidegate.task.migration.MarkedPhase;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.PendingScripts;
import dev.tidegate.task.migration.PreTrafficOrder;
import dev.tidegate.task.migration.Script;
import dev.tidegate.task.migration.Version;
import dev.tidegate.task.migration.WhenUnmarked;
import dev.tidegate.task.script.Placeholders;
import dev.tidegate.task.script.ScriptFolder;

/**
 * The scripts of a release, and those before it.
 *
 * @param before what the release before left, in the order of execution
 * @param preTraffic the new ones that run while old code does, in the order of execution
 * @param postTraffic the other new ones
 */
public record Release(List<Source> before, List<Source> preTraffic, List<Source> postTraffic) {
    public Release {
        before = List.copyOf(before);
        preTraffic = List.copyOf(preTraffic);
        postTraffic = List.copyOf(postTraffic);
    }

    /** The new scripts in the order of their versions. */
    List<Source> inOrder() {
        return Stream.concat(preTraffic.stream(), postTraffic.stream()).sorted((one, other) -> Identity.ORDER.compare(
                one
                        .script().identity(), other.script().identity())).toList();
    }

    /** The new scripts as a deployment runs them. */
    List<Source> asDeployed() {
        return Stream.concat(preTraffic.stream(), postTraffic.stream()).toList();
    }

    /**
     * Reads the scripts.
     *
     * @param base the folder of the release before, if there is one
     * @param upTo otherwise the newest version of it; without either only the newest versioned script is new
     */
    public static Release read(Path migrations, Optional<Path> base, Optional<Version> upTo,
            Placeholders placeholders) {
        List<Script> all = ScriptFolder.read(migrations);
        Map<String, Script> old = new HashMap<>();
        base.ifPresent(folder -> ScriptFolder.read(folder).forEach(script -> old.put(script.identity().key(), script)));
        Predicate<Script> isOld = base.isPresent() ? script -> isSame(script, Optional.ofNullable(old.get(script
                .identity()
                .key()))) : script -> isUpTo(script, upTo.or(() -> lastButOne(all)));
        List<Source> before = new ArrayList<>();
        List<Script> fresh = new ArrayList<>();
        for (Script script : all) {
            if (isOld.test(script)) {
                before.add(Source.read(migrations, script, placeholders));
            } else {
                fresh.add(script);
            }
        }
        base.ifPresent(folder -> old.values().stream().filter(script -> script
                .identity() instanceof Identity.Repeatable)
                .filter(script -> fresh.stream().anyMatch(newer -> newer.identity().key().equals(script.identity()
                        .key())))
                .forEach(script -> before.add(Source.read(folder, script, placeholders))));
        Set<String> first = preTraffic(all, fresh);
        List<Source> sources = fresh.stream().map(script -> Source.read(migrations, script, placeholders)).toList();
        return new Release(before, sources.stream().filter(source -> first.contains(source.file())).toList(), sources
                .stream()
                .filter(source -> !first.contains(source.file())).toList());
    }

    /** A repeatable script that was changed runs again. */
    private static boolean isSame(Script script, Optional<Script> old) {
        return old.filter(was -> script.identity() instanceof Identity.Versioned || was.checksum() == script.checksum())
                .isPresent();
    }

    /** Nobody knows which repeatable scripts are new. */
    private static boolean isUpTo(Script script, Optional<Version> version) {
        return script.identity().versionIfAny().map(own -> version.filter(last -> own.compareTo(last) <= 0).isPresent())
                .orElse(true);
    }

    private static Optional<Version> lastButOne(List<Script> all) {
        List<Version> versions = all.stream().flatMap(script -> script.identity().versionIfAny().stream()).toList();
        return versions.size() < 2 ? Optional.empty() : Optional.of(versions.get(versions.size() - 2));
    }

    /** As the runner plans it; scripts without a right mark count as pre-traffic, and so does what would be blocked. */
    private static Set<String> preTraffic(List<Script> all, List<Script> fresh) {
        List<Migration> pending = new PendingScripts(all, fresh, WhenUnmarked.PRE_TRAFFIC).migrations();
        Set<String> first = new HashSet<>();
        PreTrafficOrder.plan(pending).runs().forEach(migration -> first.add(migration.file()));
        fresh.stream().filter(script -> switch (script.marking()) {
            case Marking.Marked(var mark, int line) -> mark.phase() == MarkedPhase.PRE_TRAFFIC;
            case Marking.Unmarked unmarked -> true;
            case Marking.Wrong wrong -> true;
        }).forEach(script -> first.add(script.file()));
        return first;
    }
}

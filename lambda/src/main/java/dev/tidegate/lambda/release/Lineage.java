package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tidegate.lambda.drain.Before;
import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.drain.Orphans;

/**
 * The releases of one database in the order in which they came, and the one whose post-traffic phase runs. It is written
 * together with the release that changes it, both or neither, so that letting new code in and taking away what older
 * code needs exclude each other.
 *
 * @param members oldest first
 * @param contracting the one that runs, or is about to run, its post-traffic migrations
 * @param orphans tasks of its consumers that ECS has given up without ending them
 * @param revision counts the writes; a write succeeds only over the revision it was made from
 */
public record Lineage(String database, List<Member> members, Optional<ReleaseId> contracting, Orphans orphans,
        long revision) {
    /** How many ended ones are remembered: enough to know older code again. */
    private static final int MOST_ENDED = 40;
    /** Names of code, each of which takes some 120 bytes of an item that has room for 400 KB. */
    private static final int MOST_CODES = 2_000;

    public Lineage {
        members = List.copyOf(members);
    }

    /**
     * One release of the database.
     *
     * @param ended whether nothing more happens to it
     */
    public record Member(ReleaseId id, String version, Instant openedAt, Set<Code> codes, Before before,
            boolean ended) {
        public Member {
            codes = Set.copyOf(codes);
        }

        /** Whether its code is known by that identity. */
        boolean tells(CodeIdentity identity) {
            return codes.stream().anyMatch(code -> code.identity().equals(identity));
        }

        boolean hasCodeOf(Target target) {
            return version.equals(target.version()) || !Collections.disjoint(codes, target.codes());
        }

        boolean cameAfterCodeOf(Target target) {
            return before.codes().filter(seen -> !Collections.disjoint(seen, target.codes())).isPresent();
        }

        long codeCount() {
            return codes.size() + before.codes().map(Set::size).orElse(0);
        }

        Member end() {
            return new Member(id, version, openedAt, codes, before, true);
        }
    }

    /** The lineage of a database that has had no release yet. */
    public static Lineage none(String database) {
        return new Lineage(database, List.of(), Optional.empty(), Orphans.NONE, 0);
    }

    /** The releases that have not ended. */
    public List<ReleaseId> open() {
        return members.stream().filter(member -> !member.ended()).map(Member::id).toList();
    }

    /** The newest releases, newest first. */
    public List<ReleaseId> newest(int most) {
        return members.reversed().stream().limit(most).map(Member::id).toList();
    }

    /** The release other than {@code id} that contracts now. */
    Optional<ReleaseId> contractingBeside(ReleaseId id) {
        return contracting.filter(other -> !other.equals(id));
    }

    /** The first release after {@code id} that has not ended. */
    Optional<Member> openAfter(ReleaseId id) {
        return after(id).stream().filter(member -> !member.ended()).findFirst();
    }

    private List<Member> after(ReleaseId id) {
        int at = index(id);
        return at < 0 ? List.of() : members.subList(at + 1, members.size());
    }

    private int index(ReleaseId id) {
        return members.stream().map(Member::id).toList().indexOf(id);
    }

    /**
     * The code that counts as new for {@code id}: its own, and that of later releases unless it is known from before.
     * A later release may well bring old code back, and then its code must not be taken for new.
     */
    Set<Code> newCode(ReleaseId id) {
        int at = index(id);
        if (at < 0) {
            return Set.of();
        }
        Member own = members.get(at);
        List<Member> earlier = members.subList(0, at);
        Set<Code> codes = new HashSet<>();
        own.before().codes().ifPresent(seenBefore -> {
            after(id).forEach(later -> later.before().codes().ifPresent(_ -> codes.addAll(later.codes())));
            earlier.forEach(known -> codes.removeAll(known.codes()));
            earlier.forEach(known -> known.before().codes().ifPresent(codes::removeAll));
            codes.removeAll(seenBefore);
            // Of an earlier release whose digest was never told, nobody knows whether it is what comes back.
            codes.removeIf(code -> earlier.stream().anyMatch(known -> !known.tells(code.identity())));
        });
        codes.addAll(own.codes());
        return codes;
    }

    /**
     * Releases of other code that came after the code of {@code target} was first released, or seen to run; none when it was
     * not, as far as that is remembered.
     */
    List<ReleaseId> laterThanCodeOf(ReleaseId id, Target target) {
        return members.stream().filter(member -> !member.id().equals(id))
                .dropWhile(member -> !member.hasCodeOf(target) && !member.cameAfterCodeOf(target))
                .filter(member -> !member.hasCodeOf(target)).map(Member::id).toList();
    }

    Lineage register(Member member) {
        List<Member> longer = new ArrayList<>(members);
        longer.removeIf(known -> known.id().equals(member.id()));
        longer.add(member);
        return new Lineage(database, forgetOld(longer), contracting, orphans, revision);
    }

    /** With many consumers fewer are remembered: a release that cannot be written could not be answered either. */
    private static List<Member> forgetOld(List<Member> members) {
        long ended = members.stream().filter(Member::ended).count();
        long codes = members.stream().mapToLong(Member::codeCount).sum();
        List<Member> kept = new ArrayList<>();
        for (Member member : members) {
            if (member.ended() && (ended > MOST_ENDED || codes > MOST_CODES)) {
                ended--;
                codes -= member.codeCount();
            } else {
                kept.add(member);
            }
        }
        return kept;
    }

    Lineage contracting(ReleaseId id) {
        return new Lineage(database, members, Optional.of(id), orphans, revision);
    }

    /** {@code id} no longer contracts, for now. */
    Lineage pause(ReleaseId id) {
        return new Lineage(database, members, contracting.filter(other -> !other.equals(id)), orphans, revision);
    }

    Lineage end(ReleaseId id) {
        List<Member> marked = members.stream().map(member -> member.id().equals(id) ? member.end() : member).toList();
        return new Lineage(database, forgetOld(marked), contracting.filter(other -> !other.equals(id)), orphans,
                revision);
    }

    /** {@code id} goes on after it had ended. */
    Lineage reopen(ReleaseId id) {
        List<Member> marked = members.stream().map(member -> member.id().equals(id)
                ? new Member(member.id(), member.version(), member.openedAt(), member.codes(), member.before(), false)
                : member).toList();
        return new Lineage(database, marked, contracting, orphans, revision);
    }

    /** The same with the orphans that these readings show. */
    Lineage remembering(List<DrainReading> readings) {
        return with(orphans.with(readings));
    }

    Lineage with(Orphans changed) {
        return new Lineage(database, members, contracting, changed, revision);
    }

    /** The same lineage under the revision that a successful write has given it. */
    public Lineage written(long newRevision) {
        return new Lineage(database, members, contracting, orphans, newRevision);
    }
}

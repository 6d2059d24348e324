package dev.tidegate.tests.ecs;

import java.util.Comparator;
import java.util.List;

/**
 * One page of a list of ARNs. A token stands for the last ARN of the page before, so that what is added or removed between
 * two pages never makes a reader skip something that was there all the time.
 *
 * @param nextToken null on the last page, as in the API
 */
record Page(List<String> items, String nextToken) {
    private static final String TOKEN = "after:";

    static Page of(List<String> arns, String token, int size) {
        if (token != null && !token.startsWith(TOKEN)) {
            throw EcsErrors.invalidParameter("Invalid token");
        }
        var rest = arns.stream()
                .sorted(Comparator.naturalOrder())
                .filter(arn -> token == null || arn.compareTo(token.substring(TOKEN.length())) > 0)
                .toList();
        if (rest.size() <= size) {
            return new Page(rest, null);
        }
        var items = rest.subList(0, size);
        return new Page(items, TOKEN + items.getLast());
    }
}

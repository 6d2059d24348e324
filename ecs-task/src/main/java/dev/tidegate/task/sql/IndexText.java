package dev.tidegate.task.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares two descriptions of an index. */
public final class IndexText {
    private static final Set<String> UNTOLD = Set.of("only", "asc", "(", ")", ".");

    private IndexText() {}

    /**
     * Whether both describe the same index in nearly the same words. Expressions that the server writes in its own way make it
     * false: then nobody should rely on it.
     *
     * @param script the statement in the script
     * @param catalog the same from {@code pg_get_indexdef}
     */
    public static boolean same(String script, String catalog) {
        return words(script).equals(words(catalog));
    }

    private static List<String> words(String sql) {
        Statement statement = Statements.of(sql).getFirst();
        int on = statement.after("on").orElse(0);
        List<Token> tokens = statement.tokens();
        boolean unique = statement.begins("create", "unique");
        List<String> words = new ArrayList<>(List.of(unique ? "unique" : "plain"));
        for (int at = on; at < tokens.size(); at++) {
            boolean schema = at + 1 < tokens.size() && tokens.get(at + 1).isSign(".");
            boolean access = statement.wordsAt(at, "using", "btree")
                    || at > 0 && statement.wordsAt(at - 1, "using", "btree");
            if (!schema && !access && !UNTOLD.contains(tokens.get(at).text())) {
                words.add(tokens.get(at).text());
            }
        }
        return words;
    }
}

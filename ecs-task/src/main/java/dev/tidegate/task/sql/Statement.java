package dev.tidegate.task.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * One statement of a script.
 *
 * @param text as it stands in the script, without the semicolon
 * @param start where it begins in the script
 * @param line where it begins, counted from 1
 */
public record Statement(String text, int start, int line, List<Token> tokens) {
    private static final int LONGEST = 200;

    public Statement {
        tokens = List.copyOf(tokens);
    }

    /** Where it ends in the script, exclusive. */
    public int end() {
        return start + text.length();
    }

    /** The statement on one line, shortened. */
    public String shortened() {
        String flat = text.replaceAll("\\s+", " ");
        return flat.length() <= LONGEST ? flat : flat.substring(0, LONGEST) + "…";
    }

    /** Whether it begins with these words. */
    public boolean begins(String... words) {
        return wordsAt(0, words);
    }

    /** Whether these words stand in it, one after the other. */
    public boolean has(String... words) {
        return after(words).isPresent();
    }

    /** Where the first occurrence of these words ends. */
    public OptionalInt after(String... words) {
        return IntStream.range(0, tokens.size()).filter(index -> wordsAt(index, words)).map(index -> index
                + words.length).findFirst();
    }

    public boolean wordsAt(int index, String... words) {
        return index + words.length <= tokens.size()
                && IntStream.range(0, words.length).allMatch(at -> tokens.get(index + at).isWord(words[at]));
    }

    /** The name that stands at {@code index}, behind {@code IF [NOT] EXISTS} and {@code ONLY}. */
    public Optional<Name> nameAt(int index) {
        int at = index;
        while (wordsAt(at, "if") || wordsAt(at, "not") || wordsAt(at, "exists") || wordsAt(at, "only")) {
            at++;
        }
        return readName(at);
    }

    /** The name behind the first occurrence of these words. */
    public Optional<Name> nameAfter(String... words) {
        OptionalInt after = after(words);
        return after.isPresent() ? nameAt(after.getAsInt()) : Optional.empty();
    }

    /** Everything from {@code index} on that may be a name. */
    public List<Name> namesFrom(int index) {
        List<Name> names = new ArrayList<>();
        for (int at = index; at < tokens.size(); at++) {
            Optional<Name> name = at > 0 && tokens.get(at - 1).isSign(".") ? Optional.empty() : readName(at);
            name.ifPresent(names::add);
        }
        return names;
    }

    /** The parts between commas outside of parentheses, such as the actions of ALTER; the first with what stands before it. */
    public List<Statement> parts() {
        List<Statement> parts = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens) {
            depth += token.isSign("(") ? 1 : token.isSign(")") ? -1 : 0;
            if (depth == 0 && token.isSign(",")) {
                parts.add(new Statement(text, start, line, current));
                current.clear();
            } else {
                current.add(token);
            }
        }
        parts.add(new Statement(text, start, line, current));
        return parts;
    }

    private Optional<Name> readName(int index) {
        if (index >= tokens.size() || !tokens.get(index).isName()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>(List.of(tokens.get(index).text()));
        for (int dot = index + 1; dot + 1 < tokens.size() && tokens.get(dot).isSign(".")
                && tokens.get(dot + 1).isName(); dot += 2) {
            parts.add(tokens.get(dot + 1).text());
        }
        return Optional.of(new Name(parts.size() <= 2 ? parts : parts.subList(parts.size() - 2, parts.size())));
    }
}

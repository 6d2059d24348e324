package dev.tidegate.task.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in aligned columns. */
public final class Columns {
    private final List<List<String>> rows = new ArrayList<>();

    /** @param head the titles of the columns */
    public Columns(List<String> head) {
        rows.add(head);
    }

    /** Adds a row with as many cells as the head has. */
    public void add(List<String> row) {
        rows.add(row);
    }

    /** One line for the head and for each row, each with a line break before it. */
    public String text() {
        List<Integer> widths = IntStream.range(0, rows.getFirst().size())
                .mapToObj(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0)).toList();
        return rows.stream().map(row -> "\n" + line(row, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> cells.get(column) + " ".repeat(widths.get(column) - width(cells.get(column))))
                .collect(Collectors.joining("  ", "  ", "")).stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}

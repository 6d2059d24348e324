package dev.tidegate.task.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementsTest {
    @Test
    void endAtSemicolons() {
        assertThat(texts("select 1; select 2 ;\n;select 3")).containsExactly("select 1", "select 2", "select 3");
    }

    @Test
    void keepSemicolonsInsideQuotesCommentsAndParentheses() {
        assertThat(texts("""
                select ';', E'\\';', 'it''s;', ";" -- ; no
                  /* ; /* nested ; */ ; */ from a;
                create rule r as on insert to a do also (delete from b; delete from c);
                do $x$ begin; $$ ; $$ end; $x$;
                select $1;"""))
                .hasSize(4).last().isEqualTo("select $1");
    }

    @Test
    void keepFunctionBodiesInStandardSql() {
        assertThat(texts("""
                create function f() returns int begin atomic
                  select case when true then 1 else 2 end; select 2; end;
                select 1""")).hasSize(2);
    }

    @Test
    void leaveOutCopiedData() {
        assertThat(texts("copy a from stdin;\n1;2\n\\.\nselect 1;")).containsExactly("copy a from stdin", "select 1");
    }

    @Test
    void knowTheirLines() {
        assertThat(Statements.of("-- one\n\nselect 1;\n/* four */ select\n 2;").stream().map(Statement::line))
                .containsExactly(3, 4);
    }

    /** Counting the lines from the start for each one took a minute for a fifth of these. */
    @Test
    @Timeout(30)
    void areReadFromALongScript() {
        String script = "insert into a values (1, 'one');\n".repeat(100_000);

        assertThat(Statements.of(script)).hasSize(100_000).last().extracting(Statement::line).isEqualTo(100_000);
    }

    @Test
    void mayBeLong() {
        String literal = "'" + "it''s ".repeat(1_000_000) + "'";

        assertThat(texts("select " + literal + "; select E" + literal)).hasSize(2).first().isEqualTo("select "
                + literal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"select E'a\\';' ; x | select E'a\\';'",
            "select $a$;$b$;$a$; x | select $a$;$b$;$a$", "select $1; x | select $1",
            "select a$b$; c$b$; x | select a$b$",
            "select 1.5e3;x | select 1.5e3", "select \"a\"\";\"; x | select \"a\"\";\"",
            "select ü; x | select ü", "select $; x | select $", "select $1$; x | select $1$"})
    void areLexedAsTheServerDoes(String script, String first) {
        assertThat(texts(script)).first().isEqualTo(first);
    }

    @Test
    void endCommentsWithAnyLineEnding() {
        assertThat(texts("select 1 -- ;\r+ 2; -- ;\r\nselect 3;")).containsExactly("select 1 -- ;\r+ 2", "select 3");
    }

    @Test
    void surviveWhatIsNeverClosed() {
        assertThat(texts("select 'a; select 2")).hasSize(1);
        assertThat(texts("select \"a; select 2")).hasSize(1);
        assertThat(texts("select $$a; select 2")).hasSize(1);
        assertThat(texts("select 1 /* a; select 2")).containsExactly("select 1");
    }

    @Test
    void blankOutWhatIsDoneAndKeepTheLines() {
        ScriptText script = ScriptText.of("-- a\nselect\n 1; select 2;\nselect 3;");

        assertThat(script.without(List.of(script.statements().get(0), script.statements().get(2))))
                .isEqualTo("-- a\n      \n    select 2;\n         ");
    }

    private static List<String> texts(String script) {
        return Statements.of(script).stream().map(Statement::text).toList();
    }
}

package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ${name}} in scripts: left alone unless asked for. */
class PlaceholderTest {
    private final TestDatabase database = new TestDatabase();
    private Program program;

    @BeforeEach
    void scripts(@TempDir Path folder) {
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: any",
                "create table a as select '${region} ${flyway:user}'::text as greeting;");
    }

    @Test
    void areLeftAlone() {
        assertThat(program.run("pre").exit()).isZero();
        assertThat(database.query("select greeting from a")).containsExactly("${region} ${flyway:user}");
    }

    @Test
    void areReplaced() {
        assertThat(program.with("TIDEGATE_PLACEHOLDERS", "owner=shop,region=a=b").run("pre").exit()).isZero();
        assertThat(database.query("select greeting from a")).containsExactly("a=b postgres");
    }

    @Test
    void areRefusedWithoutAValueBeforeAnythingRan() {
        program.script("V0__first.sql", "-- tidegate: any", "create table first (id int);");

        Program.Ended pre = program.run("pre", "--placeholders=on");

        assertThat(pre.exit()).isEqualTo(4);
        assertThat(pre.err()).isEqualTo("""
                tidegate-task: 1 problem in the scripts, nothing was run
                  V1__a.sql:2: found "${region}" without a value; expected one in the setting placeholders \
                (TIDEGATE_PLACEHOLDERS or --placeholders), or off there if scripts have no placeholders
                """);
        assertThat(database.query("select to_regclass('first')")).containsExactly((String) null);
    }

    @Test
    void areLeftAloneInAScriptThatSaysSo() {
        program.script("V1__a.sql.conf", "placeholderReplacement=false");

        assertThat(program.run("pre", "--placeholders=on").exit()).isZero();
        assertThat(database.query("select greeting from a")).containsExactly("${region} ${flyway:user}");
    }

    @Test
    void mustBeNamedAndGivenOnce() {
        for (String wrong : new String[]{"yes", "=a", "a=1,a=2", "a=1,"}) {
            assertThat(program.run("pre", "--placeholders=" + wrong).err()).isEqualTo("""
                    tidegate-task: 1 problem
                      setting placeholders (TIDEGATE_PLACEHOLDERS or --placeholders): found "%s"; allowed: off, on, or \
                    <name>=<value> pairs separated by commas, such as owner=shop,region=eu
                    """.formatted(wrong));
        }
    }
}

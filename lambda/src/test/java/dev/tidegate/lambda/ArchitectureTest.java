package dev.tidegate.lambda;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependencies point inward, and the core knows neither AWS nor the time. */
class ArchitectureTest {
    private static final String ROOT = "dev.tidegate.lambda";
    private static final String[] CORE = {ROOT + ".release..", ROOT + ".drain..", ROOT + ".gate.."};
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            drain    | -
            gate     | -
            json     | -
            release  | drain, gate
            settings | release, drain, json
            trigger  | release, json
            ledger   | release, drain
            aws      | release, drain, settings, json
            """)
    void aPackageDependsOnNoOtherOfOursThan(String name, String others) {
        Stream<String> ours = Stream.concat(Stream.of(name), Stream.ofNullable(others).flatMap(o -> Stream.of(o.split(
                ", "))));
        String[] allowed = Stream.concat(Stream.of("java..", "software.amazon.."), ours.map(p -> ROOT + "." + p + ".."))
                .toArray(String[]::new);
        classes().that().resideInAPackage(ROOT + "." + name + "..").should().onlyDependOnClassesThat()
                .resideInAnyPackage(allowed).check(CLASSES);
    }

    @Test
    void onlyTheAdaptersKnowTheSdk() {
        noClasses().that().resideOutsideOfPackages(ROOT + ".aws..", ROOT + ".ledger..", ROOT + ".json..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("software.amazon..").check(CLASSES);
    }

    @Test
    void onlyTheHandlerKnowsLambda() {
        noClasses().that().doNotHaveFullyQualifiedName(Handler.class.getName()).should().dependOnClassesThat()
                .resideInAnyPackage("com.amazonaws..").check(CLASSES);
    }

    @Test
    void theCoreReadsNoClock() {
        noClasses().that().resideInAnyPackage(CORE).should().callMethod(Instant.class, "now").orShould()
                .callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(Clock.class, "systemUTC").orShould()
                .callMethod(Clock.class, "systemDefaultZone").orShould().callMethod(InstantSource.class, "system")
                .orShould().callMethod(LocalDateTime.class, "now").orShould().callMethod(OffsetDateTime.class, "now")
                .orShould().callMethod(ZonedDateTime.class, "now").check(CLASSES);
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}

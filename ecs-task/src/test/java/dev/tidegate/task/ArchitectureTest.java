package dev.tidegate.task;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter().withImportOption(
            new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tidegate.task");

    @Test
    void onlyThePackageFlywayKnowsFlyway() {
        noClasses().that().resideOutsideOfPackage("dev.tidegate.task.flyway").should().dependOnClassesThat()
                .resideInAPackage("org.flywaydb..").check(OURS);
    }

    @Test
    void thePackageMigrationIsPure() {
        classes().that().resideInAPackage("dev.tidegate.task.migration").should().onlyDependOnClassesThat()
                .resideInAnyPackage("dev.tidegate.task.migration", "java.lang..", "java.util..", "java.time..",
                        "java.math")
                .check(OURS);
    }

    @Test
    void onlyThePackageDatabaseKnowsTheDriver() {
        noClasses().that().resideOutsideOfPackage("dev.tidegate.task.database").should().dependOnClassesThat()
                .resideInAPackage("org.postgresql..").check(OURS);
    }

    @Test
    void onlyThePackageAwsKnowsTheSdk() {
        noClasses().that().resideOutsideOfPackage("dev.tidegate.task.aws").should().dependOnClassesThat()
                .resideInAPackage("software.amazon..").check(OURS);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("dev.tidegate.task.(*)..").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void thePureCoreDoesNotReadTheClock() {
        noClasses().that().resideInAPackage("dev.tidegate.task.migration").should()
                .callMethod(java.time.Instant.class, "now").orShould().callMethod(System.class, "currentTimeMillis")
                .check(OURS);
    }
}

package io.avatarorigin.diffusion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.avatarorigin");

  @Test
  void standsOnItsOwn() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "ai.onnxruntime..",
            "com.fasterxml.jackson..",
            "io.avatarorigin.diffusion..")
        .because("the library is of use without the rest of the project")
        .check(CLASSES);
  }

  @Test
  void computesWithoutFilesAndNets() {
    noClasses()
        .that()
        .resideInAnyPackage("..noise..", "..text..", "..scheduler..", "..image..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "ai.onnxruntime..", "com.fasterxml.jackson..")
        .because("numbers are compared with diffusers without a model")
        .check(CLASSES);
  }

  @Test
  void hasNoCycles() {
    slices()
        .matching("io.avatarorigin.(diffusion..)")
        .should()
        .beFreeOfCycles()
        .because("a reader follows a draw in one direction")
        .check(CLASSES);
  }

  @Test
  void neverPrints() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("only a command prints")
        .check(CLASSES);
  }
}

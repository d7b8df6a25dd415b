package io.avatarorigin.operator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who knows whom among the operator's packages, and of ours beyond them. */
class ArchitectureTest {
  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.avatarorigin.operator");

  @ParameterizedTest
  @CsvSource({
    "operator.api, ''",
    "operator.config, ''",
    "operator.keda, ''",
    "operator.monitoring, ''",
    "operator.blueprint, operator.api;operator.config;vocabulary",
    "operator.objects, operator.api;operator.config;operator.blueprint;operator.keda;operator.monitoring",
    "operator.binding.store, sigv4",
    "operator.binding, operator.api;operator.blueprint;operator.binding.store;sigv4",
    "operator.status, operator.api;operator.blueprint;operator.objects;operator.binding",
    "operator.reconcile, operator.api;operator.config;operator.blueprint;operator.keda;operator.monitoring;operator.objects;operator.status;operator.binding;operator.binding.store;sigv4",
    "operator, operator.api;operator.binding;operator.config;operator.reconcile"
  })
  void knowsOnly(String who, String others) {
    String[] known =
        Stream.concat(Stream.of(who), Arrays.stream(others.split(";")))
            .filter(name -> !name.isEmpty())
            .map(name -> "io.avatarorigin." + name)
            .toArray(String[]::new);

    classes()
        .that()
        .resideInAPackage("io.avatarorigin." + who)
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("io.avatarorigin..").or(resideInAnyPackage(known)))
        .check(SHIPPED);
  }
}

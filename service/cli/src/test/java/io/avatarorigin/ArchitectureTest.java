package io.avatarorigin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The arrows of docs/architecture.md, over every class that ships. */
class ArchitectureTest {
  private static final String OURS = "io.avatarorigin..";
  private static final String ORIGIN = "io.avatarorigin.origin.";
  private static final String WORKER = "io.avatarorigin.worker.";

  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.avatarorigin");

  private static final List<ArchRule> RULES =
      List.of(
          standsAlone("io.avatarorigin.vocabulary.."),
          standsAlone("io.avatarorigin.sigv4.."),
          standsAlone("io.avatarorigin.diffusion.."),
          standsAlone("io.avatarorigin.settings.."),
          standsAlone("io.avatarorigin.server.."),
          knowsOnly("io.avatarorigin.model.."),
          knowsOnly("io.avatarorigin.worker.fetch..", "io.avatarorigin.diffusion.."),
          knowsOnly("io.avatarorigin.worker.fetch.source.."),
          knowsOnly(
              "io.avatarorigin.origin..",
              "io.avatarorigin.vocabulary..",
              "io.avatarorigin.sigv4..",
              "io.avatarorigin.diffusion..",
              "io.avatarorigin.server..",
              "io.avatarorigin.settings.."),
          knowsOnly(
              "io.avatarorigin.worker..",
              "io.avatarorigin.diffusion..",
              "io.avatarorigin.server..",
              "io.avatarorigin.settings.."),
          knowsOnly(
              WORKER + "config..",
              WORKER + "fetch.source..",
              "io.avatarorigin.settings..",
              "io.avatarorigin.diffusion.."),
          knowsOnly(WORKER + "load.."),
          knowsOnly(WORKER + "draw..", WORKER + "load..", "io.avatarorigin.diffusion.."),
          knowsOnly(WORKER + "picture..", "io.avatarorigin.diffusion.."),
          knowsOnly(WORKER + "http..", "io.avatarorigin.server..", "io.avatarorigin.settings.."),
          knowsOnly(
              WORKER + "order..",
              WORKER + "draw..",
              WORKER + "http..",
              WORKER + "picture..",
              "io.avatarorigin.diffusion.."),
          knowsOnly(
              WORKER + "webui..",
              WORKER + "order..",
              WORKER + "draw..",
              WORKER + "http..",
              WORKER + "picture..",
              "io.avatarorigin.diffusion.."),
          knowsOnly(
              WORKER + "openai..",
              WORKER + "order..",
              WORKER + "draw..",
              WORKER + "http..",
              WORKER + "picture..",
              "io.avatarorigin.diffusion.."),
          knowsOnly(
              WORKER + "status..",
              WORKER + "draw..",
              WORKER + "http..",
              WORKER + "load..",
              WORKER + "picture..",
              "io.avatarorigin.diffusion.."),
          knowsOnly(WORKER + "admin..", WORKER + "draw..", WORKER + "http..", WORKER + "load.."),
          knowsOnly(ORIGIN + "client.."),
          knowsOnly(ORIGIN + "transport..", "io.avatarorigin.server.."),
          knowsOnly(
              ORIGIN + "connection..",
              ORIGIN + "client..",
              ORIGIN + "transport..",
              "io.avatarorigin.server.."),
          knowsOnly(
              ORIGIN + "s3..",
              ORIGIN + "client..",
              ORIGIN + "transport..",
              "io.avatarorigin.sigv4.."),
          knowsOnly(ORIGIN + "avatar..", "io.avatarorigin.vocabulary.."),
          knowsOnly(ORIGIN + "encode..", ORIGIN + "avatar.."),
          knowsOnly(ORIGIN + "bucket.."),
          knowsOnly(
              ORIGIN + "engine..",
              ORIGIN + "avatar..",
              ORIGIN + "encode..",
              "io.avatarorigin.vocabulary..",
              "io.avatarorigin.diffusion.."),
          knowsOnly(
              ORIGIN + "store..",
              ORIGIN + "avatar..",
              ORIGIN + "encode..",
              ORIGIN + "engine..",
              ORIGIN + "bucket..",
              "io.avatarorigin.vocabulary.."),
          knowsOnly(
              ORIGIN + "pinned..",
              ORIGIN + "avatar..",
              ORIGIN + "bucket..",
              ORIGIN + "encode..",
              ORIGIN + "store..",
              "io.avatarorigin.vocabulary.."),
          knowsOnly(
              ORIGIN + "web..",
              ORIGIN + "avatar..",
              ORIGIN + "client..",
              ORIGIN + "store..",
              ORIGIN + "transport..",
              "io.avatarorigin.vocabulary.."),
          knowsOnly(
              ORIGIN + "admin..",
              ORIGIN + "avatar..",
              ORIGIN + "connection..",
              ORIGIN + "engine..",
              ORIGIN + "store..",
              ORIGIN + "pinned..",
              ORIGIN + "s3..",
              ORIGIN + "web.."),
          knowsOnly(
              ORIGIN + "config..",
              ORIGIN + "avatar..",
              ORIGIN + "client..",
              "io.avatarorigin.settings.."),
          noClasses()
              .that()
              .resideInAnyPackage("io.avatarorigin.vocabulary..", "io.avatarorigin.diffusion..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("io.helidon..")
              .because("libraries do not bring a web server"),
          noClasses()
              .that()
              .resideInAPackage(OURS)
              .should()
              .dependOnClassesThat()
              .resideInAPackage("io.fabric8..")
              .because("the service knows nothing of Kubernetes"),
          slices()
              .matching("io.avatarorigin.(*)..")
              .should()
              .beFreeOfCycles()
              .because("a module is read without the ones above it"),
          slices()
              .matching("io.avatarorigin.origin.(*)..")
              .should()
              .beFreeOfCycles()
              .because("a reader follows a GET in one direction"),
          slices()
              .matching("io.avatarorigin.worker.(*)..")
              .should()
              .beFreeOfCycles()
              .because("each API is read on its own"),
          slices()
              .matching("io.avatarorigin.origin.(config..)")
              .should()
              .beFreeOfCycles()
              .because("what reads a setting knows no single one of them"),
          slices()
              .matching("io.avatarorigin.origin.(s3..)")
              .should()
              .beFreeOfCycles()
              .because("each part of the S3 socket is read on its own"),
          slices()
              .matching("io.avatarorigin.origin.(web..)")
              .should()
              .beFreeOfCycles()
              .because("each part of the web socket is read on its own"),
          noClasses()
              .that(not(resideInAPackage("io.avatarorigin.cli..")))
              .should()
              .accessField(System.class, "out")
              .orShould()
              .accessField(System.class, "err")
              .because("only the command prints"),
          noClasses()
              .that(not(resideInAPackage("io.avatarorigin.cli..")))
              .should()
              .callMethod(System.class, "getenv", String.class)
              .orShould()
              .callMethod(System.class, "getenv")
              .because("settings come in through the configuration"),
          noClasses()
              .that(not(resideInAPackage("io.avatarorigin.cli..")))
              .should()
              .callMethodWhere(
                  target(owner(assignableTo(InstantSource.class)))
                      .and(target(nameStartingWith("system"))))
              .orShould()
              .callMethod(System.class, "currentTimeMillis")
              .because("only the command knows the clock; others are given one"),
          noClasses()
              .that(not(resideInAPackage("io.avatarorigin.cli..")))
              .should()
              .callMethod(System.class, "getProperty", String.class)
              .orShould()
              .callMethod(System.class, "getProperty", String.class, String.class)
              .because("settings come in through the configuration"),
          noClasses()
              .should()
              .callMethod(java.time.Instant.class, "now")
              .orShould()
              .callConstructor(Random.class)
              .orShould()
              .dependOnClassesThat()
              .areAssignableTo(Date.class)
              .because("time and chance are given, so that tests can give others"),
          noClasses()
              .should()
              .haveSimpleNameEndingWith("Impl")
              .orShould()
              .haveSimpleNameEndingWith("Utils")
              .orShould()
              .haveSimpleNameEndingWith("Util")
              .orShould()
              .haveSimpleNameEndingWith("Helper")
              .orShould()
              .haveSimpleNameEndingWith("Manager")
              .orShould()
              .haveSimpleNameStartingWith("Abstract")
              .because("names say what is special about a thing"),
          noClasses()
              .should()
              .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..misc..")
              .because("packages are named by role"));

  @TestFactory
  Stream<DynamicTest> holds() {
    return RULES.stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(SHIPPED)));
  }

  private static ArchRule standsAlone(String module) {
    return knowsOnly(module);
  }

  /** Of ours, the package may know itself and these. */
  private static ArchRule knowsOnly(String packages, String... known) {
    String[] allowed = Stream.concat(Stream.of(packages), Stream.of(known)).toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(packages)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(not(resideInAPackage(OURS))))
        .because("design: who may know whom");
  }
}

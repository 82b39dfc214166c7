package dev.slipway.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class WallsTest {
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.slipway.operator");

  @Test
  void theCoreKnowsNothingButItself() {
    classes()
        .that()
        .resideInAPackage("dev.slipway.operator.release")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.slipway.operator.release",
            "java.lang..",
            "java.time..",
            "java.util..",
            "org.jspecify.annotations")
        .check(PROGRAM);
  }

  @Test
  void onlyTheShellTouchesTheClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.slipway.operator.kubernetes..")
        .and()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..")
        .check(PROGRAM);
  }

  @Test
  void nobodyReadsTheTimeButTheClock() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .check(PROGRAM);
  }

  @Test
  void oneClassWritesTheStatusOfAReleaseOneThatOfARecordAndOneThatOfARequest() {
    noClasses()
        .that()
        .doNotHaveSimpleName("StatusWriter")
        .and()
        .doNotHaveSimpleName("RecordKeeper")
        .and()
        .doNotHaveSimpleName("RulingAnswer")
        .should()
        .callMethodWhere(
            com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("subresource")))
        .check(PROGRAM);
  }

  @Test
  void namesSayWhatAClassDoes() {
    noClasses()
        .should()
        .haveSimpleNameStartingWith("Abstract")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .resideInAnyPackage("..utils..", "..common..", "..impl..", "..helper..")
        .check(PROGRAM);
  }
}

package io.issuestream.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.issuestream.messaging");

  @Test
  void waitsForAHandlerInOnePlaceOnly() {
    assertThat(classes).isNotEmpty();
    noClasses()
        .that()
        .doNotHaveSimpleName("KafkaBoundary")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "wait for a reactive result", call -> call.getName().startsWith("block")))
        .because("everything else here runs on event loops or on the relay's own thread")
        .check(classes);
  }

  @Test
  void knowsNoServiceAndNoHttp() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.issuestream.edge..",
            "io.issuestream.jira..",
            "org.springframework.web..",
            "org.springframework.http..")
        .because("messaging is how events travel, whoever sends them")
        .check(classes);
  }
}

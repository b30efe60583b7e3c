package io.issuestream.jira;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.issuestream.jira");

  @Test
  void lendsNoThreadToWaiting() {
    assertThat(CLASSES).isNotEmpty();
    noClasses()
        .should()
        .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.nameStartingWith("block")))
        .because("thousands of requests may wait for their turn, without holding a thread")
        .check(CLASSES);
  }

  @Test
  void knowsJiraAndNothingOfWhatIsDoneWithIt() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework.boot..",
            "org.springframework.kafka..",
            "org.springframework.r2dbc..",
            "org.apache.kafka..",
            "io.r2dbc..",
            "io.issuestream.contracts..",
            "io.issuestream.messaging..")
        .because("any service must be able to read Jira without taking over another's storage")
        .check(CLASSES);
  }

  @Test
  void showsOnlyWhatCallersNeed() {
    assertThat(CLASSES.stream().filter(c -> c.isTopLevelClass()))
        .filteredOn(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
        .as("public types: adding one is a decision")
        .hasSizeLessThan(44);
  }
}

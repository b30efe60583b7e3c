package io.issuestream.github;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.issuestream.github");

  @Test
  void lendsNoThreadToWaiting() {
    assertThat(CLASSES).isNotEmpty();
    noClasses()
        .should()
        .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.nameStartingWith("block")))
        .because("many requests may wait for their turn, without holding a thread")
        .check(CLASSES);
  }

  @Test
  void knowsGithubAndNothingOfWhatIsDoneWithIt() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework.boot..",
            "org.springframework.r2dbc..",
            "org.apache.kafka..",
            "io.r2dbc..",
            "io.issuestream.contracts..",
            "io.issuestream.messaging..")
        .because("storage and events belong to whoever reads GitHub")
        .check(CLASSES);
  }
}

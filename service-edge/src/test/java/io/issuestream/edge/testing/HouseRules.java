package io.issuestream.edge.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The rules a service's own architecture test holds its packages to. */
public final class HouseRules {

  private HouseRules() {}

  /**
   * Checks a service's main classes.
   *
   * @param root the service's package, such as {@code io.issuestream.metrics}
   * @throws AssertionError if a rule is broken, or there is no class to check
   */
  public static void check(String root) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    if (classes.isEmpty()) {
      throw new AssertionError("There is no class under " + root);
    }
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "wait for a reactive result",
                call ->
                    call.getTargetOwner().getPackageName().startsWith("reactor.core")
                        && call.getName().startsWith("block")))
        .because(
            "a blocked event loop stops every request it serves; the one Kafka boundary is in messaging")
        .check(classes);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka.clients.consumer..", "org.apache.kafka.clients.producer..")
        .because("messaging is the one door to Kafka")
        .check(classes);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.databind..")
        .because(
            "Jackson 3 (tools.jackson) reads and writes our JSON; two mappers would disagree on dates and nulls")
        .check(classes);
    slices()
        .matching(root + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature that needs another must not be needed by it")
        .allowEmptyShould(true)
        .check(classes);
  }
}

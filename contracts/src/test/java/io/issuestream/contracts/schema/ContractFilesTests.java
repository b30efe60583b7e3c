package io.issuestream.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The committed schemas, released shapes and AsyncAPI document belong to the records. */
class ContractFilesTests {

  private static final String RENEW =
      "./mvnw -pl contracts test -Dissuestream.contracts.write=true";

  private static final ContractFiles FILES = files();

  @BeforeAll
  static void writeWhenAsked() throws Exception {
    if (Boolean.getBoolean("issuestream.contracts.write")) {
      FILES.write();
    }
  }

  @Test
  void noRecordBreaksWhatWasReleased() {
    assertThat(FILES.breaks())
        .as(() -> ContractFiles.BreakingChange.advice(FILES.breaks()))
        .isEmpty();
  }

  @Test
  void committedFilesAreAsTheRecordsSay() {
    assertThat(FILES.outdated()).as("Renew them with %s and commit them", RENEW).isEmpty();
  }

  private static ContractFiles files() {
    Path module = Path.of(System.getProperty("basedir", ""));
    Path root = Path.of(System.getProperty("issuestream.root", ".."));
    JavadocTexts javadoc = JavadocTexts.below(module.resolve("src/main/java"));
    return new ContractFiles(
        new EventSchemas(javadoc).all(),
        new AsyncApi(javadoc).document(),
        module.resolve("src/main/resources/schemas"),
        module.resolve("src/test/resources/released-shapes.txt"),
        root.resolve("docs/events/asyncapi.yaml"));
  }
}

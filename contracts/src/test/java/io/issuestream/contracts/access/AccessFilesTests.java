package io.issuestream.contracts.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The committed table and script are as the list says. */
class AccessFilesTests {

  private static final String RENEW =
      "./mvnw -pl contracts test -Dissuestream.contracts.write=true";

  private static final Path FOLDER =
      Path.of(System.getProperty("issuestream.root", "..")).resolve("docs/operations");

  private static final Map<Path, String> EXPECTED =
      Map.of(
          FOLDER.resolve("kafka-access.md"), AccessFiles.table(),
          FOLDER.resolve("kafka-access.sh"), AccessFiles.script());

  @BeforeAll
  static void writeWhenAsked() throws IOException {
    if (Boolean.getBoolean("issuestream.contracts.write")) {
      Files.createDirectories(FOLDER);
      for (Map.Entry<Path, String> file : EXPECTED.entrySet()) {
        Files.writeString(file.getKey(), file.getValue());
      }
    }
  }

  @Test
  void areAsTheListSays() {
    EXPECTED.forEach((file, content) ->
        assertThat(file).as("Renew it with %s and commit it", RENEW).hasContent(content));
  }
}

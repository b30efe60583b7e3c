package io.issuestream.messaging.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CauseTests {

  private static final Path RUNBOOK =
      Path.of(System.getProperty("issuestream.root", ".."))
          .resolve("docs/operations/dead-letters.md");

  @ParameterizedTest
  @EnumSource
  void isFoundByItsCodeAndExplainedInTheRunbook(Cause cause) throws IOException {
    assertThat(Cause.of(cause.code())).contains(cause);
    assertThat(Files.readString(RUNBOOK)).contains("`" + cause.code() + "`");
  }
}

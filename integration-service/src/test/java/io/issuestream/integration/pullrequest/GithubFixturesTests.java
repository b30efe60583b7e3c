package io.issuestream.integration.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.issuestream.integration.pullrequest.GithubFact.PullRequestSeen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GithubFixturesTests {

  private static final Path FIXTURES =
      Path.of(System.getProperty("issuestream.root", ".."), "..", "shared", "fixtures", "github");

  @Test
  void readsEveryRealDelivery() throws IOException, UnreadableDelivery {
    assumeTrue(Files.isDirectory(FIXTURES), "No fixtures at " + FIXTURES);
    for (String type : List.of("pull_request", "pull_request_review")) {
      List<Path> files;
      try (Stream<Path> listed = Files.list(FIXTURES.resolve(type))) {
        files = listed.toList();
      }
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        var seen =
            (PullRequestSeen)
                GithubDeliveryReader.read(type, Files.readAllBytes(file), Instant.EPOCH);
        assertThat(seen.title()).as(file.toString()).isNotBlank();
        assertThat(seen.author()).as(file.toString()).isNotBlank();
        assertThat(seen.refs()).as(file.toString()).isNotEmpty();
      }
    }
  }
}

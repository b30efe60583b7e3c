package io.issuestream.contracts.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrincipalTests {

  private static final Path ROOT = Path.of(System.getProperty("issuestream.root", ".."));

  private static final Pattern DESTINATION =
      Pattern.compile("destination: \\$\\{issuestream\\.kafka\\.topic-prefix:}(\\S+)");

  @ParameterizedTest
  @EnumSource
  void aTopicHasOneWriterAndMoreOnlyWhereItCarriesRequests(Topic topic) {
    List<String> writers =
        Stream.of(Principal.values())
            .filter(principal -> principal.writes().contains(topic))
            .map(Principal::principalName)
            .toList();
    if (topic == Topic.JIRA_SYNC_REQUESTS) {
      assertThat(writers).containsExactly(topic.owner(), "cron", "sre");
    } else {
      assertThat(writers).containsExactly(topic.owner());
    }
  }

  /** What it is allowed is what it subscribes to: neither less, nor more than it needs. */
  @ParameterizedTest
  @MethodSource("io.issuestream.contracts.access.Principal#services")
  void aServiceReadsWhatItSubscribesTo(Principal service) throws IOException {
    String settings =
        Files.readString(
            ROOT.resolve(service.principalName()).resolve("src/main/resources/application.yaml"));

    assertThat(service.reads())
        .extracting(Topic::topicName)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            DESTINATION
                .matcher(settings)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet()));
    assertThat(settings).containsPattern("name: " + service.principalName() + "\\s");
  }

  @Test
  void nobodyButTheWorkerReadsCredentialsOrSuchAsItCouldNotProcess() {
    assertThat(AccessList.of(""))
        .filteredOn(one -> one.operation() == Permission.Operation.READ)
        .filteredOn(one -> one.name().startsWith(Topic.JIRA_CREDENTIALS.topicName()))
        .extracting(Permission::principal)
        .containsOnly(Principal.SYNC_WORKER);
  }

  @Test
  void everyPermissionIsWithinTheInstallationsPrefix() {
    assertThat(AccessList.of("here."))
        .hasSameSizeAs(AccessList.of(""))
        .doesNotHaveDuplicates()
        .allSatisfy(one -> assertThat(one.name()).startsWith("here."));
  }

  @Test
  void makesDeadLettersAndNothingElse() {
    Map<Permission.Operation, List<Permission>> byOperation =
        AccessList.of("").stream().collect(Collectors.groupingBy(Permission::operation));
    assertThat(byOperation.get(Permission.Operation.CREATE))
        .hasSize(16)
        .allSatisfy(
            one -> assertThat(one.name()).endsWith("." + one.principal().principalName() + ".dlt"));
  }
}

package io.issuestream.integration.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.access.Principal;
import io.issuestream.contracts.sync.SyncRequested;
import io.issuestream.embedded.KafkaAccount;
import io.issuestream.embedded.Ports;
import io.issuestream.embedded.testing.TestServers;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.integration.IntegrationApplication;
import io.issuestream.messaging.EventHeaders;
import io.issuestream.messaging.EventJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command as Kubernetes runs it: a process told everything by environment and arguments. */
class NightlyTriggerIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static TestStack stack;

  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void raiseWalls() {
    stack = TestStack.create("nightly");
  }

  @Test
  void asksForTheNightOnceHoweverOftenItRuns() throws Exception {
    Map<String, String> cron = environment(account(Principal.CRON));
    var one = begin(cron, "--night=2026-11-27");
    var another = begin(cron, "--night=2026-11-27");
    Ended first = end(one);
    Ended second = end(another);

    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(second.code()).isZero();
    assertThat(first.out())
        .startsWith("Asked for the nightly sync of all teams: nightly-2026-11-27 is on ")
        .hasLineCount(1);
    List<ConsumerRecord<String, byte[]>> records = records();
    assertThat(records).hasSize(2);
    assertThat(records)
        .as("whoever reads both takes the second for the first")
        .allSatisfy(record -> {
          assertThat(record.key()).isEqualTo("*/nightly-2026-11-27");
          assertThat(EventJson.read(record.value(), SyncRequested.class))
              .isEqualTo(new Night(LocalDate.of(2026, 11, 27)).request());
        });
    Map<String, String> headers = headers(records.getFirst());
    assertThat(headers)
        .containsEntry(EventHeaders.SPEC_VERSION, "1.0")
        .containsEntry(EventHeaders.ID, "*/nightly-2026-11-27@1")
        .containsEntry(EventHeaders.SOURCE, "/issuestream/cron")
        .containsEntry(EventHeaders.TYPE, "io.issuestream.jira.sync.requested.v1")
        .containsEntry(EventHeaders.SUBJECT, "nightly-2026-11-27")
        .containsEntry(EventHeaders.TEAM, "*")
        .containsEntry(EventHeaders.REVISION, "1")
        .containsEntry(EventHeaders.CONTENT_TYPE, "application/json")
        .containsKey(EventHeaders.TIME)
        .hasSize(9);
  }

  @Test
  void saysInASentenceWhyItCouldNot() throws Exception {
    Map<String, String> nowhere = environment(account(Principal.CRON));
    nowhere.put("ISSUESTREAM_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + Ports.free(1).getFirst());
    var reader = begin(environment(account(Principal.READER)));
    var guessing = begin(environment(new KafkaAccount("cron", "guessed")));
    var lost = begin(nowhere, "--timeout=1s");

    Ended unauthorised = end(reader);
    assertThat(unauthorised.code()).isEqualTo(1);
    assertThat(unauthorised.err())
        .hasLineCount(1)
        .contains("may not write " + stack.topicPrefix() + "jira.sync-requests");

    Ended stranger = end(guessing);
    assertThat(stranger.code()).isEqualTo(1);
    assertThat(stranger.err()).hasLineCount(1).contains("does not take this account");

    Ended unanswered = end(lost);
    assertThat(unanswered.code()).isEqualTo(1);
    assertThat(unanswered.err()).hasLineCount(1).contains("did not take it within 1 s");

    assertThat(List.of(unauthorised, stranger, unanswered))
        .allSatisfy(ended -> {
          assertThat(ended.out()).isEmpty();
          assertThat(ended.err())
              .startsWith("The nightly sync was not asked for. ")
              .doesNotContain("Exception", "guessed");
        });
  }

  private static KafkaAccount account(Principal principal) {
    return TestServers.kafkaAccount(principal);
  }

  /** No database, no keys, no issuer: the service itself would not start with this. */
  private static Map<String, String> environment(KafkaAccount account) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ISSUESTREAM_KAFKA_BOOTSTRAP_SERVERS", stack.walledBootstrapServers());
    environment.put("ISSUESTREAM_KAFKA_TOPIC_PREFIX", stack.topicPrefix());
    account
        .clientSettings()
        .forEach((name, value) ->
            environment.put(
                "ISSUESTREAM_KAFKA_PROPERTIES_" + name.toUpperCase(Locale.ROOT).replace('.', '_'),
                value));
    return environment;
  }

  private static Process begin(Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                IntegrationApplication.class.getName(),
                NightlyTriggerCommand.NAME));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Ended end(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out, err);
  }

  private static List<ConsumerRecord<String, byte[]>> records() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      String topic = stack.topicPrefix() + Topic.JIRA_SYNC_REQUESTS.topicName();
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
      all.sort(Comparator.comparingLong(ConsumerRecord::offset));
      return all;
    }
  }

  private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    StreamSupport.stream(record.headers().spliterator(), false)
        .forEach((Header header) -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }
}

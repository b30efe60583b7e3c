package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.embedded.testing.TestServers;
import io.issuestream.local.keys.ServiceKeys;
import io.issuestream.local.parts.ServiceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nobody who can read tables, topics, the broker's files, logs at DEBUG or refusals can read a
 * secret: the services from their jars, a life in which much goes wrong, and then a look
 * everywhere.
 */
@Tag("proof")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretsProofIT {
  private static final Pattern KEY = Pattern.compile("\"value\": ?\"([A-Za-z0-9+/=]{24,})\"");

  private static RunningStack running;
  private static TokenTap tap;
  private static Wire wire;
  private static Places places;
  private static SecretSearch search;

  @BeforeAll
  static void live() throws IOException {
    ProofStack stack = ProofStack.get();
    running = stack.running();
    tap = stack.tap();
    places = new Places(running);
    wire = new Wire(running.stack());
    SecretLife life = new SecretLife(running, wire);
    life.live();
    search = searchFor(life, stack.clientSecret());
  }

  private static SecretSearch searchFor(SecretLife life, String clientSecret) throws IOException {
    SecretSearch search = new SecretSearch();
    search.add("client secret", clientSecret);
    search.add("API token", SecretLife.API_TOKEN);
    search.add("personal access token", SecretLife.PERSONAL_TOKEN);
    search.add("GitHub token", SecretLife.GITHUB_TOKEN);
    life.secrets().forEach(search::add);
    assertThat(tap.accessTokens()).hasSizeGreaterThan(6);
    tap.accessTokens().forEach(token -> search.add("access token", token));
    tap.codes().forEach(code -> search.add("authorization code", code));
    tap.refreshTokens().forEach(token -> search.add("refresh token", token));
    // Callers' tokens differ in their signatures; how they begin is no secret.
    wire.bearers()
        .forEach((team, token) ->
            search.add("bearer token of " + team, token.substring(token.lastIndexOf('.') + 1)));
    ServiceKeys keys = ServiceKeys.in(running.stack().home().keys());
    for (Path file :
        List.of(keys.integrationAtRest(), keys.syncAtRest(), keys.credentialsPrivate())) {
      Matcher value = KEY.matcher(Files.readString(file));
      assertThat(value.find()).as(file.toString()).isTrue();
      search.add("key of " + file.getFileName(), value.group(1));
    }
    for (var database : running.databases().values()) {
      search.add("password of an owner", database.owner().password());
      search.add("password of an application", database.application().password());
    }
    return search;
  }

  private static Set<String> found(Map<String, byte[]> places) {
    Set<String> found = new TreeSet<>();
    places.forEach((place, bytes) -> found.addAll(search.in(place, bytes)));
    return found;
  }

  private static Set<String> found(List<Path> files) {
    Set<String> found = new TreeSet<>();
    for (Path file : files) {
      found.addAll(search.in(name(file), read(file)));
    }
    return found;
  }

  /** A file with its directory, which for the broker's is the partition. */
  private static String name(Path file) {
    return file.getParent().getFileName() + "/" + file.getFileName();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> told(String what, List<Path> files) {
    System.out.printf(
        "%s: %d files, %,d bytes%n",
        what, files.size(), files.stream().mapToLong(file -> file.toFile().length()).sum());
    return files;
  }

  private static Map<String, byte[]> told(String what, Map<String, byte[]> places) {
    System.out.printf(
        "%s: %d places, %,d bytes%n",
        what, places.size(), places.values().stream().mapToLong(bytes -> bytes.length).sum());
    return places;
  }

  @Test
  @Order(1)
  void noTableHoldsOne() {
    Map<String, byte[]> tables = told("Tables", places.tables());
    // They are the right ones, and whole: every team is in them, and what is no secret.
    String connections =
        new String(tables.get("integration jira_connection"), StandardCharsets.UTF_8);
    assertThat(connections)
        .contains("oauth", "kept", "leaving", "basic", "token", "revoked", Consent.SECOND);
    for (String table :
        List.of(
            "integration oauth_grant",
            "integration oauth_choice",
            "integration github_hook",
            "integration github_connection",
            "integration webhook_event",
            "integration audit_entry",
            "sync jira_credential",
            "sync issue",
            "insights pull_request")) {
      assertThat(tables.get(table)).as(table).isNotEmpty();
    }
    assertThat(found(tables)).isEmpty();
  }

  @Test
  @Order(2)
  void noTopicHoldsOne() {
    Map<String, byte[]> topics = told("Topics", places.records());
    for (String topic : List.of("jira.credentials", "jira.token-requests", "jira.issues")) {
      assertThat(topics.get("topic " + running.topicPrefix() + topic)).as(topic).isNotEmpty();
    }
    assertThat(found(topics)).isEmpty();
  }

  @Test
  @Order(3)
  void noSegmentHoldsOne() {
    List<Path> segments = told("Segments", places.segments());
    assertThat(segments)
        .anyMatch(file -> name(file).startsWith(running.topicPrefix() + "jira.credentials-"));
    assertThat(found(segments)).isEmpty();
  }

  @Test
  @Order(4)
  void noLogHoldsOne() {
    List<Path> logs = told("Logs", places.logs());
    for (ServiceSpec service : ServiceSpec.ALL) {
      assertThat(
              new String(read(running.stack().home().log(service.name())), StandardCharsets.UTF_8))
          .as(service.name())
          .contains(" DEBUG ");
    }
    assertThat(found(logs)).isEmpty();
  }

  @Test
  @Order(5)
  void noRefusalHoldsOne() {
    System.out.printf("Refusals: %d%n", wire.refusals().size());
    assertThat(wire.refusals()).hasSizeGreaterThan(15);
    Set<String> found = new TreeSet<>();
    wire.refusals().forEach(refusal -> found.addAll(search.in("refusal", refusal)));
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      quoteCharacter = '"',
      textBlock =
          """
          plain       : account_name = 'it is ' || ?
          base64      : reason = encode(convert_to('it is ' || ?, 'UTF8'), 'base64')
          hexadecimal : credential = convert_to(?, 'UTF8')
          """)
  @Order(6)
  void findsOneThatIsPlantedInATable(String form, String change) throws Exception {
    try (Connection connection = places.superuser(ServiceSpec.INTEGRATION);
        PreparedStatement plant =
            connection.prepareStatement(
                "update jira_connection set " + change + " where team_id = 'kept'")) {
      plant.setString(1, SecretLife.PERSONAL_TOKEN);
      assertThat(plant.executeUpdate()).isOne();
    }
    assertThat(found(places.tables()))
        .anyMatch(
            one -> one.startsWith("integration jira_connection: personal access token, " + form));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "lz4", "zstd"})
  @Order(7)
  void findsOneThatIsPlantedOnATopic(String packing) throws Exception {
    String topic = running.topicPrefix() + "planted." + packing;
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", TestServers.get().bootstrapServers(), "compression.type", packing);
    String secret = tap.refreshTokens().getFirst();
    byte[] value = ("{\"token\":\"" + secret + "\"}").repeat(20).getBytes(StandardCharsets.UTF_8);
    try (Admin admin = Admin.create(settings);
        var producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>(topic, Base64.getEncoder().encode(value), value)).get();
    }
    assertThat(found(places.records()))
        .anyMatch(one -> one.startsWith("topic " + topic + ": refresh token, plain"))
        .anyMatch(one -> one.startsWith("topic " + topic + ": refresh token, base64"));
    if (packing.equals("none")) {
      assertThat(found(places.segments()))
          .anyMatch(one -> one.startsWith(topic + "-0/") && one.contains("refresh token, plain"));
    }
  }

  @Test
  @Order(8)
  void findsOneThatIsPlantedInALog() throws IOException {
    Files.writeString(
        running.stack().home().log("sync-worker"),
        "DEBUG asks with Bearer " + tap.accessTokens().getLast() + "\n",
        StandardOpenOption.APPEND);
    assertThat(found(places.logs()))
        .anyMatch(one -> one.startsWith("logs/sync-worker.log: access token, plain"));
  }
}

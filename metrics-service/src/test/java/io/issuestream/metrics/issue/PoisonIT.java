package io.issuestream.metrics.issue;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.messaging.EventJson;
import io.issuestream.metrics.history.IssueBuilder;
import io.issuestream.tenancy.TeamScope;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Poison records of every kind among good ones: each good one takes its effect, in the order of its
 * key; each bad one becomes a dead letter that says why; what was put right is tried again with
 * success.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "issuestream.inbound.attempts=2",
      "issuestream.edge.limits.standard.burst=100000"
    })
@AutoConfigureWebTestClient(timeout = "60s")
class PoisonIT {

  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long ALONE = 5_000_000;
  private static final int REVISIONS = 5;
  private static final int SPOILED = 3;

  private static TestStack stack;
  private static KafkaProducer<String, byte[]> producer;

  @Autowired private WebTestClient web;
  @Autowired private DatabaseClient database;
  @Autowired private RecordingFacts facts;

  @TestConfiguration
  static class Recorded {
    @Bean
    @Primary
    RecordingFacts recordingFacts(DatabaseClient database) {
      return new RecordingFacts(database);
    }
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    stack = TestStack.register("poison", registry::add);
    TestTokens.register(registry::add);
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "max.request.size",
                4 * 1024 * 1024,
                "compression.type",
                "lz4",
                "linger.ms",
                5),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void close() {
    producer.close(Duration.ofSeconds(5));
  }

  @Test
  void losesNoneOf2000AndPutsAside20() {
    poison("everyday", 400, 2, 1);
  }

  @Test
  @Tag("proof")
  void losesNoneOf100000AndPutsAside1000() {
    poison("proof", 20_000, 100, 50);
  }

  /** What was sent, and what must come of it. */
  private static final class Sent {
    final String team;
    final Map<Long, Long> last = new HashMap<>();
    final Map<String, IssueUpserted> meant = new ConcurrentHashMap<>();
    final Map<String, Poison> spoiled = new ConcurrentHashMap<>();
    final Map<Long, Long> afterwards = new HashMap<>();
    int good;

    Sent(String team) {
      this.team = team;
    }
  }

  private void poison(String team, int issues, int ofEachKind, int ofEachRefused) {
    refuse(true);
    long begin = System.nanoTime();
    Sent sent = send(team, issues, ofEachKind, ofEachRefused);
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> settled(sent));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);

    List<JsonNode> letters = letters(team);
    assertThat(codes(letters)).isEqualTo(expectedCodes(sent));
    assertThat(held(team)).isEqualTo(sent.last);
    keptTheirOrder(team, sent.last);
    for (JsonNode letter : letters) {
      Poison poison = sent.spoiled.get(letter.path("id").asString());
      assertThat(poison).as("the letter %s", letter).isNotNull();
      assertThat(letter.path("code").asString()).isEqualTo(poison.code);
      assertThat(letter.path("attempts").asInt()).isEqualTo(poison == Poison.STUBBORN ? 4 : 1);
    }

    long retry = System.nanoTime();
    refuse(false);
    int retried = retryByCode(team, Poison.REFUSED.code) + retryByCode(team, Poison.STUBBORN.code);
    for (JsonNode letter : letters) {
      String id = letter.path("id").asString();
      if (requireNonNull(sent.spoiled.get(id)).isInTheRecord()) {
        assertThat(retry(team, corrected(id, requireNonNull(sent.meant.get(id))))).isEqualTo(1);
        retried++;
      }
    }
    assertThat(retried).isEqualTo(sent.spoiled.size());
    assertThat(letters(team)).isEmpty();
    sent.last.putAll(sent.afterwards);
    assertThat(held(team)).isEqualTo(sent.last);
    System.out.printf(
        "%s: %,d good records of %,d issues and %,d poison records of %d kinds in %.1f s: %,.0f"
            + " records/s, %s; %,d retried with success in %.1f s%n",
        team,
        sent.good,
        issues,
        sent.spoiled.size(),
        Poison.values().length,
        took.toMillis() / 1000.0,
        (sent.good + sent.spoiled.size()) * 1000.0 / took.toMillis(),
        codes(letters),
        retried,
        (System.nanoTime() - retry) / 1e9);
  }

  private Sent send(String team, int issues, int ofEachKind, int ofEachRefused) {
    var sent = new Sent(team);
    String topic = stack.topicPrefix() + "jira.issues";
    var kinds = new ArrayList<Poison>();
    for (Poison kind : Poison.values()) {
      for (int n = 0; n < (kind.isInTheRecord() ? ofEachKind : ofEachRefused); n++) {
        kinds.add(kind);
      }
    }
    int every = Math.max(1, issues / kinds.size());
    for (int revision = 1; revision <= REVISIONS; revision++) {
      for (int issue = 1; issue <= issues; issue++) {
        int place = issue / every;
        Poison kind = issue % every == 0 && place <= kinds.size() ? kinds.get(place - 1) : null;
        boolean own = kind != null && (!kind.isInTheRecord() || place % 2 == 0);
        if (kind != null && revision == SPOILED) {
          // Either in the middle of an issue's life, with more behind it, or of one that has no
          // other record.
          long id = own ? alone(kind, place) : issue;
          IssueUpserted meant = event(team, id, own ? 1 : revision);
          spoil(sent, kind, topic, meant);
          if (own) {
            sent.afterwards.put(id, 1L);
          }
        }
        if (kind == null || own || revision != SPOILED) {
          var _ = producer.send(Poison.good(topic, event(team, issue, revision)));
          sent.good++;
        }
        sent.last.put((long) issue, (long) revision);
      }
    }
    producer.flush();
    return sent;
  }

  private static long alone(Poison kind, int place) {
    return place
        + switch (kind) {
          case REFUSED -> Poison.REFUSED_FROM;
          case STUBBORN -> Poison.STUBBORN_FROM;
          default -> ALONE;
        };
  }

  private static void spoil(Sent sent, Poison kind, String topic, IssueUpserted meant) {
    ProducerRecord<String, byte[]> record = kind.spoil(topic, meant);
    var _ =
        producer.send(
            record,
            (at, failure) -> {
              if (failure == null) {
                String id = "jira.issues:" + at.partition() + ":" + at.offset();
                sent.spoiled.put(id, kind);
                sent.meant.put(id, meant);
              }
            });
  }

  private static IssueUpserted event(String team, long issue, long revision) {
    return new IssueUpserted(
        team,
        revision,
        IssueBuilder.created(issue, "2026-02-01T00:00:00Z").with((int) revision, null).state());
  }

  private boolean settled(Sent sent) {
    return held(sent.team).equals(sent.last) && letters(sent.team).size() == sent.spoiled.size();
  }

  /** Each issue's revision in the projection. */
  private Map<Long, Long> held(String team) {
    Map<Long, Long> held =
        database
            .sql("select issue_id, revision from issue_fact where team_id = $1")
            .bind(0, team)
            .map(row ->
                Map.entry(
                    requireNonNull(row.get("issue_id", Long.class)),
                    requireNonNull(row.get("revision", Long.class))))
            .all()
            .collectMap(Map.Entry::getKey, Map.Entry::getValue)
            .contextWrite(TeamScope.of(team))
            .block(PATIENCE);
    return requireNonNull(held);
  }

  private void keptTheirOrder(String team, Map<Long, Long> last) {
    last.forEach((issue, revision) -> {
      List<Long> taken = facts.taken(team + "/" + issue);
      assertThat(taken).as("revisions of issue %d as handled", issue).isSorted();
      assertThat(taken.getLast()).isEqualTo(revision);
    });
  }

  private static Map<String, Long> codes(List<JsonNode> letters) {
    return letters.stream()
        .collect(groupingBy(letter -> letter.path("code").asString(), TreeMap::new, counting()));
  }

  private static Map<String, Long> expectedCodes(Sent sent) {
    return sent.spoiled.values().stream()
        .collect(groupingBy(kind -> kind.code, TreeMap::new, counting()));
  }

  private List<JsonNode> letters(String team) {
    var letters = new ArrayList<JsonNode>();
    String after = "";
    while (after != null) {
      JsonNode page =
          JSON.readTree(
              web.get()
                  .uri(
                      "/api/v1/operations/metrics-service/dead-letters?limit=200&team="
                          + team
                          + (after.isEmpty() ? "" : "&after=" + after))
                  .headers(headers -> headers.addAll(sre(team)))
                  .exchange()
                  .expectStatus()
                  .isOk()
                  .expectBody()
                  .returnResult()
                  .getResponseBody());
      page.path("items").forEach(letters::add);
      after = page.path("next").asString(null);
    }
    return letters;
  }

  private int retryByCode(String team, String code) {
    return retry(team, Map.of("team", team, "code", code));
  }

  private static Map<String, Object> corrected(String id, IssueUpserted meant) {
    return Map.of(
        "ids",
        List.of(id),
        "correction",
        Map.of("data", JSON.readTree(EventJson.write(meant)), "headers", Poison.headers(meant)));
  }

  /** How many were retried with success; none may fail. */
  private int retry(String team, Map<String, Object> order) {
    JsonNode dealt =
        JSON.readTree(
            web.post()
                .uri("/api/v1/operations/metrics-service/dead-letters/retry")
                .headers(headers -> headers.addAll(sre(team)))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(JSON.writeValueAsString(order))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
    dealt
        .path("letters")
        .forEach(one -> assertThat(one.path("outcome").asString()).isEqualTo("retried"));
    assertThat(dealt.path("next").isMissingNode() || dealt.path("next").isNull()).isTrue();
    return dealt.path("letters").size();
  }

  private static HttpHeaders sre(String team) {
    var headers = new HttpHeaders();
    headers.setBearerAuth(TestTokens.bearer("platform", "sre"));
    headers.set("X-Issuestream-Team", team);
    return headers;
  }

  /**
   * Has the database refuse issues above a number, as one would that the service has a bug with.
   */
  private static void refuse(boolean refused) {
    String trigger =
        refused
            ? """
            create or replace function refuse() returns trigger language plpgsql as $$
            begin
              if new.issue_id >= %d then raise exception 'too high'; end if;
              raise exception 'high' using errcode = 'check_violation';
            end $$;
            create trigger refuse before insert on issue_fact for each row
              when (new.issue_id >= %d) execute function refuse()
            """
                .formatted(Poison.STUBBORN_FROM, Poison.REFUSED_FROM)
            : "drop trigger refuse on issue_fact";
    try (Connection owner =
            DriverManager.getConnection(
                stack.database().jdbcUrl(),
                stack.database().owner().name(),
                stack.database().owner().password());
        Statement statement = owner.createStatement()) {
      statement.execute(trigger);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}

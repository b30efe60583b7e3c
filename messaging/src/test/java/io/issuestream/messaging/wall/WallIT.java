package io.issuestream.messaging.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.embedded.testing.TestStack;
import io.issuestream.tenancy.TeamScope;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two teams' rows in one table, and statements that name no team or the wrong one. */
@SpringBootTest(classes = WallIT.Application.class)
class WallIT {

  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final TeamScope ALPHA = TeamScope.of("alpha");
  private static final TeamScope BETA = TeamScope.of("beta");

  @Autowired private DatabaseClient database;
  @Autowired private ReactiveTransactionManager transactions;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    TestStack stack = TestStack.register("wall", registry::add);
    // It reads its own topic, which no account may.
    registry.add("issuestream.kafka.bootstrap-servers", stack::bootstrapServers);
    registry.add("issuestream.kafka.properties.security.protocol", () -> "PLAINTEXT");
  }

  @BeforeEach
  void twoTeams() {
    change("delete from fact", TeamScope.system());
    change("insert into fact values ('alpha', 1, 'a'), ('alpha', 2, 'a')", ALPHA);
    change("insert into fact values ('beta', 1, 'b')", BETA);
  }

  @Test
  void aQueryThatForgetsTheTeamSeesTheCallersRowsOnly() {
    assertThat(read("select what from fact", ALPHA)).containsExactly("a", "a");
    assertThat(read("select what from fact", BETA)).containsExactly("b");
    assertThat(read("select what from fact", TeamScope.of(List.of("alpha", "beta")))).hasSize(3);
    assertThat(read("select what from fact", TeamScope.system())).hasSize(3);
  }

  @Test
  void workThatSaysNothingSeesAndWritesNothing() {
    assertThat(read("select what from fact", TeamScope.none())).isEmpty();
    assertThat(
            database
                .sql("select what from fact")
                .mapValue(String.class)
                .all()
                .collectList()
                .block(BOUND))
        .isEmpty();
    assertThat(change("update fact set what = 'x'", TeamScope.none())).isZero();
    assertThatThrownBy(() -> change("insert into fact values ('alpha', 3, 'x')", TeamScope.none()))
        .hasMessageContaining("row-level security");
  }

  @Test
  void noStatementReachesAnotherTeamsRowWhateverItNames() {
    assertThat(read("select what from fact where team_id = 'beta' and id = 1", ALPHA)).isEmpty();
    assertThat(change("update fact set what = 'x' where team_id = 'beta'", ALPHA)).isZero();
    assertThat(change("delete from fact where team_id = 'beta'", ALPHA)).isZero();
    assertThatThrownBy(() -> change("insert into fact values ('beta', 9, 'x')", ALPHA))
        .hasMessageContaining("row-level security");
    assertThatThrownBy(() -> change("update fact set team_id = 'beta' where id = 2", ALPHA))
        .hasMessageContaining("row-level security");
    assertThatThrownBy(() ->
            change(
                """
                insert into fact values ('beta', 1, 'x')
                on conflict (team_id, id) do update set what = excluded.what
                """,
                ALPHA))
        .hasMessageContaining("row-level security");
    assertThat(read("select what from fact", BETA)).containsExactly("b");
  }

  @Test
  void aTransactionKeepsTheScopeItWasBegunWith() {
    Mono<List<String>> inside =
        database
            .sql("select what from fact")
            .mapValue(String.class)
            .all()
            .collectList()
            .contextWrite(BETA);
    assertThat(
            TransactionalOperator.create(transactions)
                .transactional(inside)
                .contextWrite(ALPHA)
                .block(BOUND))
        .containsExactly("a", "a");
  }

  @Test
  void theScopeOutlivesARollBackAndIsTakenOnAnewByTheNextUser() {
    Mono<Void> failing =
        database
            .sql("insert into fact values ('alpha', 1, 'twice')")
            .then()
            .as(TransactionalOperator.create(transactions)::transactional);
    for (int round = 0; round < 20; round++) {
      assertThatThrownBy(() -> failing.contextWrite(ALPHA).block(BOUND)).isNotNull();
      assertThat(read("select what from fact", ALPHA)).containsExactly("a", "a");
      assertThat(read("select what from fact", BETA)).containsExactly("b");
      assertThat(read("select what from fact", TeamScope.none())).isEmpty();
    }
  }

  @Test
  void manyAtOnceSeeEachTheirOwn() {
    List<Integer> sizes =
        Flux.fromStream(IntStream.range(0, 600).boxed())
            .flatMap(
                number ->
                    database
                        .sql("select what from fact")
                        .mapValue(String.class)
                        .all()
                        .collectList()
                        .map(rows -> number % 3 == 2 ? rows.size() : rows.size() * 10 + number % 3)
                        .contextWrite(
                            switch (number % 3) {
                              case 0 -> ALPHA;
                              case 1 -> BETA;
                              default -> TeamScope.none();
                            }),
                64)
            .collectList()
            .block(BOUND);
    assertThat(sizes).hasSize(600).containsOnly(20, 11, 0);
  }

  @Test
  void endsSessionsThatStandStillInATransaction() {
    assertThat(read("show idle_in_transaction_session_timeout", TeamScope.none()))
        .containsExactly("1min");
  }

  @Test
  void findsTheTableThatWasForgotten() {
    assertThat(Walls.missing(database)).isEmpty();
    assertThat(Walls.standing(database)).contains("fact", "outbox_state");
    assertThat(Walls.withoutTeam(database))
        .containsExactly(
            "databasechangelog",
            "outbox_lease",
            "outbox_mark",
            "outbox_position",
            "outbox_replica");
  }

  private List<String> read(String sql, TeamScope scope) {
    return database
        .sql(sql)
        .mapValue(String.class)
        .all()
        .collectList()
        .contextWrite(scope)
        .blockOptional(BOUND)
        .orElseThrow();
  }

  private long change(String sql, TeamScope scope) {
    return database
        .sql(sql)
        .fetch()
        .rowsUpdated()
        .contextWrite(scope)
        .blockOptional(BOUND)
        .orElseThrow();
  }

  @SpringBootApplication
  static class Application {

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    Consumer<Message<List<byte[]>>> sprintMetrics() {
      return message -> {};
    }
  }
}

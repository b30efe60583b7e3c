package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.FakeJira.Reply;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SiteCacheTests extends HttpTestBase {

  private static final Reply FIELDS = Reply.json("[{\"id\":\"summary\"}]");

  private final AtomicLong version = new AtomicLong(1);
  private final CredentialSource source =
      new CredentialSource() {
        @Override
        public Mono<Held> current() {
          return Mono.fromSupplier(() -> new Held(TOKEN, version.get()));
        }

        @Override
        public Mono<Held> insteadOf(Held refused) {
          return Mono.empty();
        }
      };
  private final Jira jira =
      clients
          .open("connection", new JiraSite(JiraKind.CLOUD, server.url()), source, limits())
          .countingInto(counter);

  @Test
  void answersFromWhatWasReadShortlyBefore() {
    server.answers(asked -> asked.uri().contains("/board") ? boards() : FIELDS);
    for (int i = 0; i < 3; i++) {
      get(jira.cached().fields());
      get(jira.cached().statuses());
      assertThat(all(jira.cached().boards("A"))).hasSize(1);
    }
    assertThat(server.asked()).hasSize(3);
    assertThat(counter.calls()).isEqualTo(3);
    get(jira.fields());
    get(jira.cached().serverInfo().onErrorComplete().thenReturn(1));
    assertThat(server.asked()).as("only what seldom changes, and only where wished").hasSize(5);
  }

  @Test
  void makesOneCallForAllWhoAskAtTheSameTime() {
    server.answers(_ -> FIELDS);
    get(Flux.range(0, 20).flatMap(_ -> jira.cached().fields(), 20).collectList());
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void asksWhetherAnOldAnswerStillHolds() {
    server.answers(asked ->
        "\"v1\"".equals(asked.headers().get("if-none-match"))
            ? Reply.status(304, "")
            : FIELDS.with("ETag", "\"v1\""));
    get(jira.cached().fields());
    later();
    assertThat(get(jira.cached().fields())).isNotNull();
    get(jira.cached().fields());
    assertThat(server.asked()).hasSize(2);
    assertThat(server.asked().getFirst().headers()).doesNotContainKey("if-none-match");
    assertThat(clients.state("connection").orElseThrow().breaker())
        .isEqualTo(ConnectionState.Breaker.CLOSED);
  }

  @Test
  void readsAnewWhatCannotBeRevalidated() {
    server.answersInTurn(FIELDS, Reply.json("[]"));
    get(jira.cached().fields());
    later();
    get(jira.cached().fields());
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void keepsNoFailure() {
    server.answersInTurn(Reply.status(404, "{}"), FIELDS);
    failure(JiraFailure.NotFoundOrHidden.class, jira.cached().fields());
    get(jira.cached().fields());
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void beginsAnewWithOtherCredentialsAndAfterAnEnd() {
    server.answers(_ -> FIELDS);
    get(jira.cached().fields());
    version.set(2);
    get(jira.cached().fields());
    assertThat(server.asked()).hasSize(2);
    clients.forget("connection");
    get(jira.cached().fields());
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void goesOnForOthersWhenTheOneWhoAskedGivesUp() {
    server.answers(_ -> FIELDS);
    var one = jira.cached().fields().subscribe();
    Mono<FieldCatalogue> other = jira.cached().fields();
    one.dispose();
    assertThat(get(other)).isNotNull();
    assertThat(server.asked()).hasSize(1);
  }

  private void later() {
    cacheClock.addAndGet(TimeUnit.SECONDS.toNanos(Duration.ofMinutes(11).toSeconds()));
  }

  private static Reply boards() {
    return Reply.json(
        "{\"isLast\":true,\"values\":[{\"id\":1,\"name\":\"B\",\"type\":\"scrum\"}]}");
  }
}

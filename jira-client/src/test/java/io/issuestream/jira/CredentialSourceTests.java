package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.FakeJira.Reply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CredentialSourceTests extends HttpTestBase {

  private static final Reply FINE = Reply.json("{\"version\":\"1\"}");
  private static final Reply EXPIRED =
      Reply.status(401, "{\"code\":401,\"message\":\"Unauthorized\"}");

  /** Gives {@code token-n} of its present version; renews as a test says. */
  private static final class Tokens implements CredentialSource {
    private final AtomicLong version = new AtomicLong(1);
    private final List<Long> refused = new CopyOnWriteArrayList<>();
    private volatile Mono<Held> newer =
        Mono.defer(() -> Mono.just(held(version.incrementAndGet())));

    @Override
    public Mono<Held> current() {
      return version.get() == 0 ? Mono.empty() : Mono.just(held(version.get()));
    }

    @Override
    public Mono<Held> insteadOf(Held stale) {
      refused.add(stale.version());
      return newer;
    }

    private static Held held(long version) {
      return new Held(new JiraCredentials.OAuth("token-" + version), version);
    }
  }

  private final Tokens tokens = new Tokens();
  private final Jira jira =
      clients.open("connection", new JiraSite(JiraKind.CLOUD, server.url()), tokens, limits());

  @Test
  void sendsTheTokenOfTheMomentWithEveryRequest() {
    server.answers(_ -> FINE);
    get(jira.serverInfo());
    tokens.version.set(7);
    get(jira.serverInfo());
    assertThat(sent()).containsExactly("Bearer token-1", "Bearer token-7");
  }

  @Test
  void repeatsARefusedRequestWithTheNewerToken() {
    server.answersInTurn(EXPIRED, FINE);
    assertThat(get(jira.serverInfo()).version()).isEqualTo("1");
    assertThat(sent()).containsExactly("Bearer token-1", "Bearer token-2");
    assertThat(tokens.refused).containsExactly(1L);
  }

  @Test
  void givesUpWhenNewerTokensAreRefusedToo() {
    server.answers(_ -> EXPIRED);
    failure(JiraFailure.CredentialsRejected.class, jira.serverInfo());
    assertThat(sent()).hasSize(2);
  }

  @Test
  void saysThatTheTokenIsLateRatherThanWrong() {
    server.answers(_ -> EXPIRED);
    tokens.newer = Mono.error(new TimeoutException());
    JiraFailure late = failure(JiraFailure.TokenAwaited.class, jira.serverInfo());
    assertThat(late.isTransient()).isTrue();
    assertThat(clients.state("connection").orElseThrow().breaker())
        .isEqualTo(ConnectionState.Breaker.CLOSED);
  }

  @Test
  void asksNothingForAConnectionThatHasEnded() {
    tokens.version.set(0);
    failure(JiraFailure.CredentialsWithdrawn.class, jira.serverInfo());
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void doesNotRenewATokenThatLacksAPermission() {
    server.answers(_ ->
        Reply.status(401, "{\"code\":401,\"message\":\"Unauthorized; scope does not match\"}"));
    JiraFailure forbidden = failure(JiraFailure.AccessForbidden.class, jira.serverInfo());
    assertThat(forbidden.advice()).contains("permission");
    assertThat(tokens.refused).isEmpty();
  }

  @Test
  void showsNoToken() {
    assertThat(Tokens.held(3).toString()).doesNotContain("token-3");
  }

  private List<String> sent() {
    return server.asked().stream().map(asked -> asked.headers().get("authorization")).toList();
  }
}

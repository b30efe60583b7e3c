package io.issuestream.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.tenancy.TeamScope;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class TeamScopeFilterTests {

  @Test
  void handlesARequestForItsCallersTeam() {
    assertThat(scope(new Caller("ann", "alpha", Set.of(Role.MEMBER))))
        .isEqualTo(TeamScope.of("alpha"));
  }

  @Test
  void handlesAnSresRequestForTheTeamItNames() {
    assertThat(scope(new Caller("sam", "beta", Set.of(Role.SRE)))).isEqualTo(TeamScope.of("beta"));
  }

  @Test
  void handlesAnOpenRequestForNobodyYet() {
    assertThat(scope(null)).isEqualTo(TeamScope.none());
  }

  private static @Nullable TeamScope scope(@Nullable Caller caller) {
    var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/v1/things"));
    if (caller != null) {
      Caller.put(exchange, caller);
    }
    var seen = new AtomicReference<@Nullable TeamScope>();
    new TeamScopeFilter()
        .filter(
            exchange,
            handled ->
                Mono.deferContextual(context -> {
                  seen.set(TeamScope.in(context));
                  return Mono.empty();
                }))
        .block();
    return seen.get();
  }
}

package io.issuestream.edge.limit;

import io.github.bucket4j.ConsumptionProbe;
import io.issuestream.edge.Caller;
import io.issuestream.edge.Problem;
import io.issuestream.edge.limit.LimitProperties.Rate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Limits a team's requests, whoever of it sends them. An sre has an allowance of their own: a team
 * that has used up its own is one they may have to look at.
 */
final class TeamLimit implements WebFilter, Ordered {

  private final Rates rates;
  private final LimitProperties properties;

  TeamLimit(Rates rates, LimitProperties properties) {
    this.rates = rates;
    this.properties = properties;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    @Nullable Caller caller = Caller.of(exchange);
    if (caller == null) {
      return chain.filter(exchange);
    }
    Rate rate =
        caller.actsForTeam() ? properties.standard().rate() : properties.rateOf(caller.team());
    String who = caller.actsForTeam() ? "sre " + caller.subject() : "team " + caller.team();
    ConsumptionProbe probe = rates.take(who, rate);
    tell(exchange.getResponse().getHeaders(), rate, probe);
    return probe.isConsumed()
        ? chain.filter(exchange)
        : Mono.error(
            Problem.tooMany(
                caller.actsForTeam() ? "this sre" : "this team",
                Duration.ofNanos(probe.getNanosToWaitForRefill())));
  }

  private static void tell(HttpHeaders headers, Rate rate, ConsumptionProbe probe) {
    headers.set("RateLimit-Limit", Integer.toString(rate.burst()));
    headers.set("RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
    headers.set(
        "RateLimit-Reset",
        Long.toString(Math.ceilDiv(probe.getNanosToWaitForReset(), 1_000_000_000L)));
  }

  /** Once Spring Security (-100) has let the caller in. */
  @Override
  public int getOrder() {
    return -50;
  }
}

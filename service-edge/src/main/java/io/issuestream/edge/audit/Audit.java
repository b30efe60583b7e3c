package io.issuestream.edge.audit;

import io.issuestream.edge.Caller;
import io.issuestream.edge.ClientAddress;
import io.issuestream.edge.audit.AuditEntry.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * Puts on record what callers do, before they are told how it ended. A database that does not take
 * the entry does not undo what was done: the entry then stands in the service's own log.
 */
final class Audit implements WebFilter, Ordered {

  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  private static final int LONGEST_TARGET = 200;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AuditEntries entries;
  private final ClientAddress client;

  Audit(AuditEntries entries, ClientAddress client) {
    this.entries = entries;
    this.client = client;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var recorded = new AtomicBoolean();
    exchange
        .getResponse()
        .beforeCommit(() ->
            recorded.compareAndSet(false, true)
                ? record(exchange, status(exchange))
                : Mono.empty());
    return chain
        .filter(exchange)
        .doOnCancel(() -> {
          if (recorded.compareAndSet(false, true)) {
            var _ = record(exchange, 0).subscribe();
          }
        });
  }

  private Mono<Void> record(ServerWebExchange exchange, int status) {
    @Nullable Caller caller = Caller.of(exchange);
    if (caller == null || !concerns(caller, exchange.getRequest().getMethod(), status)) {
      return Mono.empty();
    }
    AuditEntry entry = entry(exchange, caller, status);
    return entries
        .add(entry)
        .timeout(PATIENCE)
        .doOnError(
            failure -> log.error("Not in the audit log, for {}: {}", failure.toString(), entry))
        .onErrorComplete();
  }

  /**
   * Everything an sre does; of others, changes that were made, that may have been, or that were
   * refused. What was merely asked for wrongly has changed nothing.
   */
  private static boolean concerns(Caller caller, HttpMethod method, int status) {
    boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    return caller.actsForTeam() || (!reads && (status < 400 || status == 403 || status >= 500));
  }

  private AuditEntry entry(ServerWebExchange exchange, Caller caller, int status) {
    return new AuditEntry(
        caller.team(),
        caller.subject(),
        caller.roles(),
        Caller.homeTeam(exchange),
        caller.actsForTeam(),
        exchange.getRequest().getMethod().name() + " " + endpoint(exchange),
        target(exchange),
        outcome(status),
        status,
        client.of(exchange.getRequest()));
  }

  private static Outcome outcome(int status) {
    if (status == 0) {
      return Outcome.ABANDONED;
    }
    if (status == 403) {
      return Outcome.REFUSED;
    }
    return status < 400 ? Outcome.SUCCEEDED : Outcome.FAILED;
  }

  /** Never the path as it was sent: what fits no endpoint may be anything. */
  private static String endpoint(ServerWebExchange exchange) {
    return exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
            instanceof PathPattern pattern
        ? pattern.getPatternString()
        : "(no endpoint)";
  }

  private static String target(ServerWebExchange exchange) {
    Map<String, String> variables =
        exchange.getAttributeOrDefault(
            HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.<String, String>of());
    String target =
        variables.entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .sorted()
            .collect(Collectors.joining(" "));
    return target.length() > LONGEST_TARGET ? target.substring(0, LONGEST_TARGET) : target;
  }

  private static int status(ServerWebExchange exchange) {
    @Nullable HttpStatusCode status = exchange.getResponse().getStatusCode();
    return status == null ? 200 : status.value();
  }

  /** Around Spring Security (-100), so that its refusals are seen too. */
  @Override
  public int getOrder() {
    return -200;
  }
}

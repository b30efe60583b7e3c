package io.issuestream.jira;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Opens Jiras. One per process: what is opened under the same connection id, with whichever
 * credentials, shares one budget and one circuit breaker.
 */
public final class JiraClients implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 64;

  private final Map<String, JiraConnection> connections = new ConcurrentHashMap<>();
  private final HttpClient http;
  private final WebClient client;
  private final MeterRegistry meters;
  private final Supplier<Duration> jitter;

  /** Clients with their own pool of connections; the builder brings observation and filters. */
  public JiraClients(WebClient.Builder builder, MeterRegistry meters) {
    this(builder, httpClient(), meters);
  }

  /**
   * Clients that connect by the given means, best made from {@link #httpClient()}: for services
   * that must check or pin the addresses a user gave.
   */
  public JiraClients(WebClient.Builder builder, HttpClient http, MeterRegistry meters) {
    this(builder, http, meters, () -> millis(ThreadLocalRandom.current().nextInt(1001)));
  }

  JiraClients(
      WebClient.Builder builder, HttpClient http, MeterRegistry meters, Supplier<Duration> jitter) {
    this.http = http;
    this.client = builder.clone().clientConnector(new ReactorClientHttpConnector(http)).build();
    this.meters = meters;
    this.jitter = jitter;
  }

  /** Loads what the first request would otherwise wait for: event loops, names, TLS. */
  public Mono<Void> warmUp() {
    return http.warmup();
  }

  /** Compressed answers, no redirects followed, 10 s to connect, an own pool of connections. */
  public static HttpClient httpClient() {
    ConnectionProvider pool =
        ConnectionProvider.builder("jira")
            .maxConnections(MOST_CONNECTIONS)
            // The budgets bound how many wait here.
            .pendingAcquireMaxCount(-1)
            .maxIdleTime(Duration.ofSeconds(30))
            .evictInBackground(Duration.ofSeconds(30))
            .build();
    return HttpClient.create(pool)
        .compress(true)
        .followRedirect(false)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000);
  }

  /**
   * Opens a Jira; nothing is sent yet.
   *
   * @param connectionId whose budget and breaker to use; limits given later replace earlier ones
   * @param site where it lives
   * @param credentials how to prove who is asking
   * @param limits what may be asked of it
   */
  public Jira open(
      String connectionId, JiraSite site, JiraCredentials credentials, JiraLimits limits) {
    return open(connectionId, site, CredentialSource.fixed(credentials), limits);
  }

  /** The same with credentials that are looked up for every request. */
  public Jira open(
      String connectionId, JiraSite site, CredentialSource credentials, JiraLimits limits) {
    JiraConnection connection =
        connections.compute(
            connectionId,
            (id, known) ->
                known == null
                    ? new JiraConnection(id, limits, Schedulers.parallel(), System::nanoTime)
                    : known.under(limits));
    boolean anonymous = credentials.anonymous();
    Refusals refusals = new Refusals(anonymous, Clock.systemUTC());
    JiraExchange exchange = new JiraExchange(client, site, limits, refusals);
    JiraHttp path =
        new JiraHttp(connection, exchange, credentials, limits, meters, jitter, List.of());
    return switch (site.kind()) {
      case CLOUD -> new CloudJira(path);
      case DATA_CENTER -> new DataCenterJira(path, anonymous);
    };
  }

  /** How a connection stands; empty when it has not been opened in this process. */
  public Optional<ConnectionState> state(String connectionId) {
    return Optional.ofNullable(connections.get(connectionId)).map(JiraConnection::state);
  }

  /** Drops budget and breaker of a connection that is no more; what is under way goes on. */
  public void forget(String connectionId) {
    connections.remove(connectionId);
  }

  /** Closes the pool of connections. */
  @Override
  public void close() {
    http.configuration().connectionProvider().dispose();
  }

  private static Duration millis(int count) {
    return Duration.ofMillis(count);
  }
}

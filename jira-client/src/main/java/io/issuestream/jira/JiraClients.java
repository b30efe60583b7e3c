package io.issuestream.jira;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  /**
   * HTTP connections to one host. Under {@link RequestBudget#MOST_AT_ONCE} for each Jira connection
   * a host that hangs leaves room for the others, also where they share Atlassian's gateway.
   */
  private static final int MOST_CONNECTIONS = 1024;

  private static final Duration LISTS_FRESH = Duration.ofMinutes(10);

  private final Map<String, JiraConnection> connections = new ConcurrentHashMap<>();
  private final HttpClient http;
  private final WebClient client;
  private final MeterRegistry meters;
  private final PointsGovernor governor;
  private final SiteCache cache;
  private final RetryWaits waits;

  /**
   * Clients with their own pool of connections, no governor of points, and lists kept for ten
   * minutes; the builder brings observation and filters.
   */
  public JiraClients(WebClient.Builder builder, MeterRegistry meters) {
    this(builder, httpClient(), meters);
  }

  /** The same, connecting by the given means, best made from {@link #httpClient()}. */
  public JiraClients(WebClient.Builder builder, HttpClient http, MeterRegistry meters) {
    this(builder, http, meters, PointsGovernor.unlimited(), LISTS_FRESH);
  }

  /**
   * Clients that connect by the given means, for services that must check or pin the addresses a
   * user gave.
   *
   * @param governor asked before every call that costs points
   * @param listsFresh how long {@link Jira#cached} believes what was read; zero shares only what is
   *     read at the same time
   */
  public JiraClients(
      WebClient.Builder builder,
      HttpClient http,
      MeterRegistry meters,
      PointsGovernor governor,
      Duration listsFresh) {
    this(
        builder,
        http,
        meters,
        governor,
        new SiteCache(listsFresh, System::nanoTime),
        RetryWaits.standard());
  }

  JiraClients(
      WebClient.Builder builder,
      HttpClient http,
      MeterRegistry meters,
      PointsGovernor governor,
      SiteCache cache,
      RetryWaits waits) {
    this.http = http;
    this.client = builder.clone().clientConnector(new ReactorClientHttpConnector(http)).build();
    this.meters = meters;
    this.governor = governor;
    this.cache = cache;
    this.waits = waits;
    new ConnectionMeters(connections.values()).bindTo(meters);
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
            // The budgets bound how many ask.
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
    LimitHeaders told = new LimitHeaders(connection.budget(), meters);
    JiraHttp path =
        new JiraHttp(
            new JiraHttp.Line(
                connectionId,
                connection,
                new JiraExchange(client, site, limits, refusals, told::observe),
                credentials,
                limits,
                waits,
                new PointsMeter(governor, connectionId, credentials.costsPoints()),
                cache,
                meters));
    return switch (site.kind()) {
      case CLOUD -> new CloudJira(path);
      case DATA_CENTER -> new DataCenterJira(path, anonymous);
    };
  }

  /** How a connection stands; empty when it has not been opened in this process. */
  public Optional<ConnectionState> state(String connectionId) {
    return Optional.ofNullable(connections.get(connectionId)).map(JiraConnection::state);
  }

  /** Drops all that is kept of a connection that is no more; what is under way goes on. */
  public void forget(String connectionId) {
    connections.remove(connectionId);
    cache.forget(connectionId);
  }

  /** Closes the pool of connections. */
  @Override
  public void close() {
    http.configuration().connectionProvider().dispose();
  }
}

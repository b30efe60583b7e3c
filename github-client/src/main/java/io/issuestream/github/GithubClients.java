package io.issuestream.github;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Opens GitHubs. One per process: what is opened under the same connection id shares one budget,
 * and with the same version of its credentials one installation token.
 */
public final class GithubClients implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 64;

  private final Map<String, RequestBudget> budgets = new ConcurrentHashMap<>();
  private final Map<String, Tokens> tokens = new ConcurrentHashMap<>();
  private final HttpClient http;
  private final GithubExchange exchange;
  private final MeterRegistry meters;
  private final Clock clock;

  private record Tokens(
      long version, AtomicReference<InstallationTokens.@Nullable Token> installation) {}

  /**
   * Clients of one API.
   *
   * @param builder brings observation and filters
   * @param api address of the REST API, such as {@code https://api.github.com}
   */
  public GithubClients(WebClient.Builder builder, URI api, MeterRegistry meters) {
    this(builder, api, meters, Clock.systemUTC());
  }

  GithubClients(WebClient.Builder builder, URI api, MeterRegistry meters, Clock clock) {
    this.http = httpClient();
    WebClient client =
        builder.clone().clientConnector(new ReactorClientHttpConnector(http)).build();
    this.exchange = new GithubExchange(client, withoutSlash(api), new Refusals(clock));
    this.meters = meters;
    this.clock = clock;
  }

  /** Compressed answers, no redirects followed, 10 s to connect, an own pool of connections. */
  private static HttpClient httpClient() {
    ConnectionProvider pool =
        ConnectionProvider.builder("github")
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
   * Opens a GitHub; nothing is sent yet.
   *
   * @param connectionId whose budget to use; limits given later replace earlier ones
   * @param version counts the credentials the connection has had
   * @param pauses gets to know when GitHub tells the connection to wait
   */
  public Github open(
      String connectionId,
      GithubCredentials credentials,
      long version,
      GithubLimits limits,
      Pauses pauses) {
    RequestBudget budget =
        budgets.computeIfAbsent(
            connectionId, id -> new RequestBudget(limits, Schedulers.parallel(), System::nanoTime));
    budget.under(limits);
    var path = new GithubHttp(budget, exchange, limits, pauses, meters);
    return switch (credentials) {
      case GithubCredentials.Token token -> new Github(path, new FixedToken(token));
      case GithubCredentials.App app ->
          new Github(
              path, new InstallationTokens(app, path, clock, installation(connectionId, version)));
    };
  }

  private AtomicReference<InstallationTokens.@Nullable Token> installation(
      String connectionId, long version) {
    return tokens
        .compute(
            connectionId,
            (id, known) ->
                known != null && known.version() == version
                    ? known
                    : new Tokens(version, new AtomicReference<>()))
        .installation();
  }

  /** Asks nothing for a connection for this long: another process was told so. */
  public void pause(String connectionId, Duration wait) {
    RequestBudget budget = budgets.get(connectionId);
    if (budget != null && wait.compareTo(budget.pauseLeft()) > 0) {
      budget.pause(wait);
    }
  }

  /** How a connection stands; empty when it has not been opened in this process. */
  public Optional<GithubState> state(String connectionId) {
    return Optional.ofNullable(budgets.get(connectionId)).map(RequestBudget::state);
  }

  /** Drops budget and tokens of a connection that is no more; what is under way goes on. */
  public void forget(String connectionId) {
    budgets.remove(connectionId);
    tokens.remove(connectionId);
  }

  /** Closes the pool of connections. */
  @Override
  public void close() {
    http.configuration().connectionProvider().dispose();
  }

  private static URI withoutSlash(URI api) {
    return URI.create(api.toString().replaceAll("/+$", ""));
  }
}

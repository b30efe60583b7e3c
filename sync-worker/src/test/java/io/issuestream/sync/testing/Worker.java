package io.issuestream.sync.testing;

import io.issuestream.edge.testing.TestTokens;
import io.issuestream.sync.SyncWorkerApplication;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A worker process in the test's own: several can work on one scene. */
public final class Worker implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private Worker(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts a worker that asks Jira without a limit and is scheduled by nobody. */
  public static Worker start(SyncScene scene, String... settings) {
    Map<String, Supplier<Object>> properties = new HashMap<>();
    scene.stack().handTo(properties::put);
    TestTokens.register(properties::put);
    Map<String, Object> values = new HashMap<>();
    properties.forEach((name, value) -> values.put(name, value.get()));
    values.put("server.port", 0);
    values.put("issuestream.keys.credentials-private", scene.keys().privateKeyset().toString());
    values.put("issuestream.jira.allowed-private-targets", "loopback");
    values.put("issuestream.sync.interval-minutes", 0);
    values.put("issuestream.sync.run-backoff", "200ms");
    values.put("issuestream.sync.jira.rate-limit-per-second", 100_000);
    values.put("issuestream.sync.jira.retry-backoff-seconds", 0);
    values.put("issuestream.sync.points-per-hour", 0);
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      values.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return new Worker(
        new SpringApplicationBuilder(SyncWorkerApplication.class)
            .web(WebApplicationType.REACTIVE)
            .properties(Map.of())
            .initializers(c ->
                c.getEnvironment()
                    .getPropertySources()
                    .addFirst(new org.springframework.core.env.MapPropertySource("scene", values)))
            .run());
  }

  /** The service itself. */
  public ApplicationContext context() {
    return context;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Reads as a member of a team. */
  public WebTestClient as(String team) {
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"))
        .defaultHeader("Authorization", "Bearer " + TestTokens.bearer(team, "member"))
        .responseTimeout(java.time.Duration.ofSeconds(30))
        .build();
  }

  @Override
  public void close() {
    context.close();
  }
}

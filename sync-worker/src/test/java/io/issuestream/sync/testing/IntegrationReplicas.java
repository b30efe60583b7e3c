package io.issuestream.sync.testing;

import static org.awaitility.Awaitility.await;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.jayway.jsonpath.JsonPath;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.sandbox.oauth.Decision;
import io.issuestream.sandbox.oauth.OAuthClient;
import io.issuestream.sandbox.oauth.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;

/** Processes of integration-service, from the jar its own build made. */
public final class IntegrationReplicas implements AutoCloseable {

  private static final String CONNECTION = "/api/v1/integration/jira/connection";

  private final SyncScene scene;
  private final List<Process> processes = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final TestStack own = TestStack.create("integration");
  private final Path atRest = newKeyset();
  private final HttpClient http = HttpClient.newHttpClient();

  private IntegrationReplicas(SyncScene scene) {
    this.scene = scene;
  }

  /** Starts replicas with one database of their own; skips the test where there is no jar. */
  public static IntegrationReplicas start(SyncScene scene, int count, Duration refreshAhead) {
    Path jar =
        Path.of(
            System.getProperty("issuestream.root", ".."),
            "integration-service/target/integration-service-0.1.0-SNAPSHOT-app.jar");
    Assumptions.assumeTrue(Files.exists(jar), "integration-service has not been packaged");
    var replicas = new IntegrationReplicas(scene);
    Map<String, String> settings = replicas.settings(refreshAhead);
    for (int i = 0; i < count; i++) {
      replicas.launch(jar, settings);
    }
    try {
      replicas.ports.forEach(replicas::awaitReady);
      return replicas;
    } catch (ConditionTimeoutException late) {
      replicas.close();
      throw late;
    }
  }

  private Map<String, String> settings(Duration refreshAhead) {
    Map<String, Supplier<Object>> given = new HashMap<>();
    // The broker and its topics are the scene's, the database is not.
    own.handTo(given::put);
    given.put("issuestream.kafka.topic-prefix", () -> scene.stack().topicPrefix());
    TestTokens.register(given::put);
    Map<String, String> settings = new HashMap<>();
    given.forEach((name, value) -> settings.put(name, String.valueOf(value.get())));
    String origin = "http://127.0.0.1:" + scene.jira().port();
    String oauth = "issuestream.jira.oauth.";
    settings.put("issuestream.jira.allowed-private-targets", "loopback");
    settings.put("issuestream.keys.at-rest", atRest.toString());
    settings.put("issuestream.keys.credentials-public", scene.keys().publicKeyset().toString());
    settings.put("issuestream.keys.look-every", "250ms");
    settings.put(oauth + "client-id", OAuthClient.DEFAULT.id());
    settings.put(oauth + "client-secret", OAuthClient.DEFAULT.secret());
    settings.put(oauth + "redirect-uri", "http://localhost:8080" + CONNECTION + "/callback");
    settings.put(oauth + "authorize-url", origin + "/auth/authorize");
    settings.put(oauth + "token-url", origin + "/auth/oauth/token");
    settings.put(oauth + "resources-url", origin + "/api/oauth/token/accessible-resources");
    settings.put(oauth + "api-url", origin + "/api/ex/jira");
    settings.put(oauth + "refresh-ahead", refreshAhead.toString());
    return settings;
  }

  private static Path newKeyset() {
    try {
      AeadConfig.register();
      Path file = Files.createTempFile("at-rest", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file,
          TinkJsonProtoKeysetFormat.serializeKeyset(
              KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM")),
              InsecureSecretKeyAccess.get()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void launch(Path jar, Map<String, String> settings) {
    try {
      int port = freePort();
      Path file = Files.createTempFile("integration", ".properties");
      file.toFile().deleteOnExit();
      var lines = new ArrayList<String>();
      settings.forEach((name, value) -> lines.add(name + "=" + value.replace("\\", "\\\\")));
      lines.add("server.port=" + port);
      Files.write(file, lines);
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx384m",
                  "-XX:TieredStopAtLevel=1",
                  "-jar",
                  jar.toString(),
                  "--spring.config.additional-location=file:" + file)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
      ports.add(port);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private void awaitReady(int port) {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .until(() -> send(port, "GET", "/actuator/health", null, "", "").statusCode() == 200);
  }

  /** Connects the sandbox's main site by OAuth, through two different replicas. */
  public void connect(String team) {
    HttpResponse<String> begun =
        send(ports.getFirst(), "POST", CONNECTION + "/authorize", team, "", "");
    String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
    URI back =
        scene
            .jira()
            .oauth()
            .consent(
                JsonPath.read(begun.body(), "$.authorizeUrl"),
                Decision.ACCEPT,
                List.of(Site.MAIN_ID));
    require(
        send(
            ports.getLast(),
            "GET",
            back.getRawPath() + "?" + back.getRawQuery(),
            null,
            "",
            cookie.substring(0, cookie.indexOf(';'))));
  }

  /** Selects a project. */
  public void track(String team, String projectKey) {
    require(
        send(
            ports.getFirst(),
            "POST",
            "/api/v1/integration/jira/projects/toggle",
            team,
            "{\"projectId\":\"%s\",\"action\":\"add\"}".formatted(scene.projectId(projectKey)),
            ""));
  }

  /** Ends the connection. */
  public void disconnect(String team) {
    require(send(ports.getFirst(), "DELETE", CONNECTION, team, "", ""));
  }

  /** Has each replica call Jira for a team; fails where that fails. */
  public void callJira(String team) {
    for (int port : ports) {
      require(send(port, "GET", "/api/v1/integration/jira/projects?limit=5", team, "", ""));
      require(send(port, "GET", "/api/v1/integration/jira/health", team, "", ""));
    }
  }

  /** What each replica says of itself in metrics. */
  public List<String> metrics() {
    return ports.stream()
        .map(port -> send(port, "GET", "/actuator/prometheus", null, "", "").body())
        .toList();
  }

  /** The database they share. */
  public TestStack stack() {
    return own;
  }

  /** Where they find their keys at rest. */
  public Path atRest() {
    return atRest;
  }

  private static void require(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    }
  }

  private HttpResponse<String> send(
      int port, String method, String path, String team, String body, String cookie) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (team != null) {
      request.header("Authorization", "Bearer " + TestTokens.bearer(team, "team_admin"));
    }
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
  }
}

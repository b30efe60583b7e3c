package io.issuestream.local.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.issuestream.keys.KeyIds;
import io.issuestream.keys.KeysetFile;
import io.issuestream.keys.Rotation.Stage;
import io.issuestream.local.home.Home;
import io.issuestream.local.home.PortPlan;
import io.issuestream.local.keys.KeySet;
import io.issuestream.local.keys.ServiceKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation, with two services of which only the metrics page is there. */
class RotatingTests {

  @TempDir Path directory;

  private final PortPlan ports = new PortPlan(ThreadLocalRandom.current().nextInt(25_000, 45_000));
  private final StringWriter out = new StringWriter();
  private ServiceKeys keys = ServiceKeys.in(Path.of(""));
  private HttpServer integration;
  private HttpServer worker;

  @BeforeEach
  void start() throws IOException {
    keys = ServiceKeys.in(directory).ensure();
    integration =
        serve(
            0,
            () ->
                loaded("at-rest", KeysetFile.aead(keys.integrationAtRest()).keys())
                    + loaded(
                        "credentials-public", KeysetFile.sealing(keys.credentialsPublic()).keys())
                    + sealed(
                        "github_hook.secret",
                        KeysetFile.aead(keys.integrationAtRest()).keys().primary()));
    worker =
        serve(
            1,
            () ->
                loaded("credentials-private", KeysetFile.opening(keys.credentialsPrivate()).keys())
                    + sealed(
                        "jira_credential.ciphertext",
                        KeysetFile.sealing(keys.credentialsPublic()).keys().primary())
                    + sealed(
                        "jira.credentials overwritten",
                        KeysetFile.opening(keys.credentialsPrivate()).keys().all().getFirst()));
  }

  @AfterEach
  void stop() {
    integration.stop(0);
    worker.stop(0);
  }

  @Test
  void exchangesEveryKeyAndSaysWhatItDid() {
    List<Long> before = newest();
    rotate(false);
    assertThat(newest()).doesNotContainAnyElementsOf(before);
    assertThat(keys.rotated()).allMatch(set -> set.stage() == Stage.AT_REST);
    assertThat(out.toString())
        .contains("at-rest: key " + newest().getFirst() + " added; it opens and does not seal yet.")
        .contains("credentials: sync-worker has read it.")
        .contains("Nothing that is read is sealed under an old key any more")
        .contains("overwritten records of jira.credentials")
        .contains("credentials: retired [" + before.getLast() + "]");
  }

  @Test
  @Tag("proof")
  void goesOnWhereItWasBrokenOff() {
    List<Long> before = newest();
    keys.rotated().getFirst().add();
    rotate(true);
    assertThat(keys.rotated()).allMatch(set -> set.stage() == Stage.PROMOTED);
    List<Long> after = newest();
    // Broken off again, between retiring the one set and the other.
    keys.rotated().getFirst().retire();
    rotate(false);
    assertThat(newest()).isEqualTo(after).doesNotContainAnyElementsOf(before);
    assertThat(keys.rotated()).allMatch(set -> set.keys().all().size() == 1);
  }

  private void rotate(boolean keepOld) {
    var services = new Services(new Home(directory, directory, ports));
    new Rotating(keys.rotated(), services, new PrintWriter(out, true)).run(keepOld);
  }

  private List<Long> newest() {
    return keys.rotated().stream().map(KeySet::newest).toList();
  }

  private static String loaded(String keyset, KeyIds keys) {
    var lines = new StringBuilder();
    for (long key : keys.all()) {
      lines.append(
          "issuestream_keys_loaded{key=\"%d\",keyset=\"%s\",role=\"%s\"} 1.0\n"
              .formatted(key, keyset, key == keys.primary() ? "seals" : "opens"));
    }
    return lines.toString();
  }

  private static String sealed(String place, long key) {
    return "issuestream_keys_sealed{key=\"%d\",place=\"%s\"} 2.0\n".formatted(key, place);
  }

  private HttpServer serve(int place, Supplier<String> page) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.service(place)), 0);
    server.createContext(
        "/actuator/prometheus",
        exchange -> {
          String counted = "issuestream_keys_counted " + (Instant.now().getEpochSecond() + 0.0);
          byte[] body = (page.get() + counted + "\n").getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          try (var answer = exchange.getResponseBody()) {
            answer.write(body);
          }
        });
    server.start();
    return server;
  }
}

package io.issuestream.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.edge.testing.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Asks the running service as a dashboard would. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
abstract class InsightsTestBase {

  static final Duration BOUND = Duration.ofSeconds(60);

  @Autowired WebTestClient web;

  WebTestClient.ResponseSpec get(String team, String uri, Object... variables) {
    return web.get()
        .uri(uri, variables)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.bearer(team, "member"))
        .exchange();
  }

  @SuppressWarnings("unchecked") // A JSON object as Jackson reads it.
  Map<String, Object> body(String team, String uri, Object... variables) {
    return Objects.requireNonNull(
        (Map<String, Object>)
            get(team, uri, variables)
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
  }

  /** The objects in a list. */
  @SuppressWarnings("unchecked") // JSON objects as Jackson reads them.
  static List<Map<String, Object>> list(@Nullable Object value) {
    return (List<Map<String, Object>>) Objects.requireNonNull(value);
  }

  List<Map<String, Object>> items(String team, String uri, Object... variables) {
    return list(body(team, uri, variables).get("items"));
  }

  /** All parts of a list; the address has a query already. */
  List<Map<String, Object>> allItems(String team, String uri) {
    var all = new ArrayList<Map<String, Object>>();
    Object next = null;
    do {
      Map<String, Object> page =
          next == null ? body(team, uri) : body(team, uri + "&after={after}", next);
      all.addAll(list(page.get("items")));
      next = page.get("next");
    } while (next != null);
    return all;
  }

  /** Waits until so much is known and nothing is left to compute. */
  void awaitCaughtUp(String team, int issues, int pullRequests, Duration bound) {
    await()
        .atMost(bound)
        .untilAsserted(() ->
            assertThat(body(team, "/api/v1/insights/status"))
                .containsEntry("issues", issues)
                .containsEntry("pullRequests", pullRequests)
                .containsEntry("pending", 0));
  }
}

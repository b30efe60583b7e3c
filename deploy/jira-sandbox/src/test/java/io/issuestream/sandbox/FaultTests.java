package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.admin.RequestLog;
import io.issuestream.sandbox.admin.Trouble;
import io.issuestream.sandbox.admin.Trouble.Kind;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.limit.JiraLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What goes wrong on purpose, as a client meets it, and what the log and the counts say of it. */
class FaultTests {
  private static final String SEARCH =
      "/rest/api/2/search?jql=project%3DPAY&maxResults=20&startAt=0";

  private final JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults());
  private final SandboxClient client = new SandboxClient(sandbox);
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void fill() {
    sandbox.generate(GenerateOptions.of(60, 3).in(List.of("PAY")));
  }

  @AfterEach
  void stop() {
    http.close();
    client.close();
    sandbox.close();
  }

  private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    return http.send(request(path), BodyHandlers.ofString());
  }

  private HttpResponse<String> post() throws IOException, InterruptedException {
    HttpRequest search =
        HttpRequest.newBuilder(URI.create(sandbox.dataCenterUrl() + "/rest/api/2/search"))
            .POST(BodyPublishers.ofString("{\"jql\":\"project = PAY\"}"))
            .build();
    return http.send(search, BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.dataCenterUrl() + path))
        .header("Authorization", SandboxClient.SERVER_LOGIN)
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  private RequestLog.Entry last() {
    return sandbox.requests().getLast();
  }

  @Test
  void connectionsAreResetBeforeAndInTheMiddleOfTheBody() throws Exception {
    sandbox.faults(Faults.of(Trouble.of(Kind.RESET, 1), Trouble.of(Kind.CUT, 1)));
    // By POST: the JDK's client asks once more by itself where a GET met a reset.
    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThat(last().status()).isZero();
    assertThat(last().whole()).isFalse();
    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThat(last().status()).isEqualTo(200);
    assertThat(last().whole()).isFalse();
    assertThat(ask(SEARCH).statusCode()).isEqualTo(200);
    assertThat(last().whole()).isTrue();
  }

  @Test
  void answersStallOrNeverEnd() {
    sandbox.faults(Faults.of(Trouble.of(Kind.STALLED, 1), Trouble.of(Kind.ENDLESS, 1)));
    for (int i = 0; i < 2; i++) {
      CompletableFuture<HttpResponse<String>> body =
          http.sendAsync(request(SEARCH), BodyHandlers.ofString());
      assertThatThrownBy(() -> body.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(body.cancel(true)).isTrue();
    }
    assertThat(sandbox.requests()).hasSize(2);
    assertThat(sandbox.requests()).noneMatch(RequestLog.Entry::whole);
  }

  @Test
  void jsonStopsInItsMiddleWithTheRightLength() throws Exception {
    sandbox.faults(Faults.of(Trouble.of(Kind.TRUNCATED, 1)));
    HttpResponse<String> half = ask(SEARCH);
    assertThat(half.headers().firstValueAsLong("Content-Length").orElse(-1))
        .isEqualTo(half.body().length());
    assertThatThrownBy(() -> Json.MAPPER.readTree(half.body()))
        .isInstanceOf(JacksonException.class);
    assertThat(ask(SEARCH).body().length()).isBetween(half.body().length() * 2, 1 << 24);
  }

  @Test
  void pagesAndOversizedAnswersComeWhereJsonWasExpected() throws Exception {
    sandbox.faults(
        Faults.of(Trouble.html(200, 1), Trouble.html(503, 1), Trouble.oversized(5 << 20, 1)));
    HttpResponse<String> page = ask(SEARCH);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
    assertThat(ask(SEARCH).statusCode()).isEqualTo(503);
    assertThat(ask(SEARCH).body().length()).isGreaterThan(5 << 20);
  }

  @Test
  void refusalsTellReasonAndWaitAsTold() throws Exception {
    sandbox.faults(
        Faults.of(
            Trouble.refusal("jira-quota-global-based", 1, 7),
            Trouble.refusal("jira-something-new", 1, null),
            Trouble.refusal("", 1, 1),
            Trouble.failure(502, 1, null).on("myself")));
    HttpResponse<String> first = ask(SEARCH);
    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).contains("7");
    assertThat(first.headers().firstValue("RateLimit-Reason")).contains("jira-quota-global-based");
    assertThat(ask(SEARCH).headers().firstValue("Retry-After")).isEmpty();
    assertThat(ask(SEARCH).headers().firstValue("RateLimit-Reason")).isEmpty();
    assertThat(ask(SEARCH).statusCode()).isEqualTo(200);
    assertThat(ask("/rest/api/2/myself").statusCode()).isEqualTo(502);
    assertThat(sandbox.use().refused()).hasSize(3).containsEntry("none", 1L);
  }

  @Test
  void eachSoManythIsStruckAndTheRestAnswered() throws Exception {
    sandbox.faults(Faults.of(Trouble.failure(500, 2, null).each(3)));
    int[] statuses = new int[8];
    for (int i = 0; i < statuses.length; i++) {
      statuses[i] = ask(SEARCH).statusCode();
    }
    assertThat(statuses).containsExactly(200, 200, 500, 200, 200, 500, 200, 200);
  }

  @Test
  void latencyIsAtLeastThatLong() throws Exception {
    sandbox.faults(
        Faults.latency(Duration.ofMillis(60))
            .withLatency(Duration.ofMillis(60), Duration.ofMillis(40)));
    long began = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      assertThat(ask("/rest/api/2/serverInfo").statusCode()).isEqualTo(200);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(240));
  }

  @Test
  void theLogTellsWhichPageWasAskedFor() throws Exception {
    assertThat(ask(SEARCH).statusCode()).isEqualTo(200);
    client.cloudPost("/rest/api/3/search/jql", "{\"jql\":\"project = PAY\",\"maxResults\":5}");
    client.cloudPost("/rest/api/3/issue/bulkfetch", "{\"issueIdsOrKeys\":[\"PAY-1\"]}");
    client.cloudPost("/rest/api/3/issue/bulkfetch", "{\"issueIdsOrKeys\":[\"PAY-2\"]}");
    List<String> pages = sandbox.requests().stream().map(RequestLog.Entry::page).toList();
    assertThat(pages.subList(0, 2)).containsExactly("project=PAY @0", "project = PAY @0");
    assertThat(pages.get(2)).startsWith("#").isNotEqualTo(pages.get(3));
  }

  @Test
  void limitsHoldFromTheStartOrByTheAdminApi() throws Exception {
    try (JiraSandbox limited =
        JiraSandbox.start(
            SandboxOptions.defaults().withLimits(JiraLimits.NONE.withBucket(2, 1, 60)))) {
      String url = limited.dataCenterUrl() + "/rest/api/2/serverInfo";
      assertThat(client.get(url, null).headers().firstValue("retry-after")).contains("0");
      assertThat(client.get(url, null).statusCode()).isEqualTo(200);
      assertThat(client.get(url, null).statusCode()).isEqualTo(429);
    }
    JsonNode set =
        client.admin(
            "PUT", "/limits", "{\"readsPerSecond\":1,\"bucket\":{\"capacity\":1,\"fillRate\":1}}");
    assertThat(set.at("/bucket/intervalSeconds").intValue()).isEqualTo(1);
    assertThat(ask(SEARCH).statusCode()).isEqualTo(200);
    assertThat(ask(SEARCH).statusCode()).isEqualTo(429);
    client.admin(
        "PUT",
        "/faults",
        "{\"jitterMs\":1,\"troubles\":[{\"kind\":\"html\",\"status\":401,\"pathContains\":\"field\"}]}");
    assertThat(
            client
                .get(sandbox.cloudUrl() + "/rest/api/3/field", SandboxClient.CLOUD_LOGIN)
                .statusCode())
        .isEqualTo(401);
    JsonNode use = client.admin("GET", "/use", null);
    assertThat(use.get("requests").longValue()).isEqualTo(3);
    assertThat(use.at("/refused/none").longValue()).isEqualTo(1);
    client.admin("DELETE", "/use", null);
    assertThat(sandbox.use().requests()).isZero();
    assertThat(sandbox.faults().troubles()).hasSize(1);
  }
}

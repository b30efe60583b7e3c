package io.issuestream.integration.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.code.PullRequestState;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.integration.ServiceIT;
import io.issuestream.integration.TopicReader;
import io.issuestream.sandbox.JiraSandbox;
import io.issuestream.sandbox.SandboxOptions;
import io.issuestream.sandbox.generate.GenerateOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A made-up team's deliveries, shuffled and many at once: every one counts, whatever their order.
 */
@Tag("proof")
class WebhookThroughputIT extends ServiceIT {

  private static final int ISSUES = 5_000;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private record Delivery(String event, byte[] body) {}

  @Test
  void takesAThousandASecondAndLosesNone() {
    List<Delivery> deliveries = deliveries();
    Collections.shuffle(deliveries, new Random(7));
    Map<?, ?> hook =
        admin()
            .post()
            .uri("/api/v1/integration/github/hooks")
            .exchange()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();
    assertThat(hook).isNotNull();
    byte[] secret = String.valueOf(hook.get("secret")).getBytes(UTF_8);
    WebClient client = WebClient.create(String.valueOf(hook.get("url")));

    Instant started = Instant.now();
    Flux.fromIterable(deliveries)
        .flatMap(delivery -> send(client, delivery, secret), 32)
        .then()
        .block(LIMIT);
    Duration stored = Duration.between(started, Instant.now());
    Awaitility.await().atMost(LIMIT).until(() -> stat("completed") == deliveries.size());
    Duration processed = Duration.between(started, Instant.now());
    System.out.printf(
        "%d deliveries: stored at %.0f/s, processed at %.0f/s%n",
        deliveries.size(), rate(deliveries, stored), rate(deliveries, processed));

    Map<String, PullRequestState> held = new HashMap<>();
    int expected = deliveries.size() / 3;
    try (TopicReader topic = topic(Topic.CODE_PULL_REQUESTS)) {
      await()
          .untilAsserted(() -> {
            topic
                .of(team, PullRequestUpserted.class)
                .forEach(event -> held.put(event.aggregateId(), event.pullRequest()));
            assertThat(held).hasSize(expected);
            assertThat(held.values())
                .allSatisfy(pull -> {
                  assertThat(pull.mergedAt()).isNotNull();
                  assertThat(pull.firstReviewAt()).isNotNull();
                  assertThat(pull.commits()).isNotEmpty();
                });
          });
    }
  }

  private static double rate(List<Delivery> deliveries, Duration took) {
    return deliveries.size() * 1000.0 / took.toMillis();
  }

  private static Mono<Void> send(WebClient client, Delivery delivery, byte[] secret) {
    return client
        .post()
        .contentType(MediaType.APPLICATION_JSON)
        .header("X-GitHub-Event", delivery.event())
        .header("X-GitHub-Delivery", UUID.randomUUID().toString())
        .header("X-Hub-Signature-256", HookSignature.of(delivery.body(), secret))
        .bodyValue(delivery.body())
        .retrieve()
        .toBodilessEntity()
        .then();
  }

  private long stat(String name) {
    WebTestClient client = as(team, "member");
    byte[] body =
        client
            .get()
            .uri("/api/v1/webhooks/stats")
            .exchange()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return body == null ? 0 : JsonMapper.shared().readTree(body).path(name).asLong();
  }

  private static List<Delivery> deliveries() {
    try (JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults())) {
      sandbox.generate(GenerateOptions.of(ISSUES, 3));
      var deliveries = new ArrayList<Delivery>();
      sandbox
          .pullRequestDeliveries()
          .forEach(line -> {
            JsonNode node = JsonMapper.shared().readTree(line);
            deliveries.add(
                new Delivery(
                    node.path("event").asString(),
                    JsonMapper.shared().writeValueAsBytes(node.path("body"))));
          });
      return deliveries;
    }
  }
}

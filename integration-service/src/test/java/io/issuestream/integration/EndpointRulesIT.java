package io.issuestream.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.testing.EndpointRules;
import io.issuestream.messaging.deadletter.PlantedLetter;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;

/** Every endpoint of the running service, called as everyone who may and who may not. */
class EndpointRulesIT extends ServiceIT {

  private static final String PING = "{\"zen\":\"Own words.\"}";

  @Autowired private ApplicationContext service;

  private record Hook(String hookId, String secret) {}

  private record Event(String eventId) {}

  private record Events(List<Event> items) {}

  @Test
  void letsInWhomTheRulesNameAndNobodyElse() {
    connect(admin(), cloud()).expectStatus().isCreated();
    Hook hook = makeHook();
    deliver(hook);

    EndpointRules.of(service)
        .naming("hookId", hook.hookId())
        .naming("eventId", event())
        .naming(
            "letterId",
            PlantedLetter.in(stack(), Topic.JIRA_SYNC_PROGRESS, "integration-service", team))
        .showing(hook.hookId(), event(), JIRA.cloudUrl())
        .check(team);
  }

  private Hook makeHook() {
    return Objects.requireNonNull(
        admin()
            .post()
            .uri("/api/v1/integration/github/hooks")
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Hook.class)
            .returnResult()
            .getResponseBody());
  }

  private void deliver(Hook hook) {
    Map<String, String> headers =
        Map.of(
            "X-GitHub-Delivery",
            "d-" + team,
            "X-GitHub-Event",
            "ping",
            "X-Hub-Signature-256",
            "sha256=" + signature(hook.secret()));
    web.post()
        .uri("/api/v1/webhooks/github/" + hook.hookId())
        .headers(all -> headers.forEach(all::set))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(PING)
        .exchange()
        .expectStatus()
        .isAccepted();
  }

  private String event() {
    return Objects.requireNonNull(
            admin()
                .get()
                .uri("/api/v1/webhooks/events")
                .exchange()
                .expectBody(Events.class)
                .returnResult()
                .getResponseBody())
        .items()
        .getFirst()
        .eventId();
  }

  private static String signature(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(PING.getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

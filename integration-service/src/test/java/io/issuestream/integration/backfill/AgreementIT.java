package io.issuestream.integration.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.code.PullRequestState;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.integration.GithubServiceIT;
import io.issuestream.messaging.EventJson;
import io.issuestream.tenancy.TeamScope;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What GitHub delivers and what it is asked for end in the same state, whichever comes first. */
class AgreementIT extends GithubServiceIT {

  private static final int COUNT = 12;

  private record Hook(String hookId, String secret) {}

  @Test
  void webhooksAndBackfillEndInTheSameStateWhicheverComesFirst() {
    pullRequests(COUNT, "PAY");
    connectGithub(token()).expectStatus().isCreated();
    deliverAll(team);
    backfill(team);
    List<PullRequestState> deliveredFirst = states(team);

    String other = newTeam();
    as(other, "team_admin")
        .post()
        .uri(ROOT + "/connection")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(token())
        .exchange()
        .expectStatus()
        .isCreated();
    backfill(other);
    deliverAll(other);
    List<PullRequestState> askedFirst = states(other);

    assertThat(deliveredFirst).hasSize(COUNT);
    assertThat(askedFirst)
        .usingRecursiveComparison()
        // Random in each team.
        .ignoringFields("authorId")
        .isEqualTo(deliveredFirst);
    assertThat(askedFirst)
        .allMatch(state -> state.additions() != null && state.firstReviewAt() != null);
  }

  private void backfill(String of) {
    long id =
        json(as(of, "member"), ROOT + "/repositories").at("/items/0/repositoryId").longValue();
    as(of, "team_admin")
        .post()
        .uri(ROOT + "/repositories/toggle")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of("repositoryId", id, "action", "add"))
        .exchange()
        .expectStatus()
        .isOk();
    await()
        .until(() ->
            json(as(of, "member"), ROOT + "/repositories")
                .at("/items/0/backfillStatus")
                .stringValue()
                .equals("complete"));
  }

  private void deliverAll(String of) {
    Hook hook =
        Objects.requireNonNull(
            as(of, "team_admin")
                .post()
                .uri(ROOT + "/hooks")
                .exchange()
                .expectBody(Hook.class)
                .returnResult()
                .getResponseBody());
    List<JsonNode> deliveries =
        SANDBOX.pullRequestDeliveries().map(JsonMapper.shared()::readTree).toList();
    assertThat(deliveries).hasSizeGreaterThan(COUNT);
    for (JsonNode delivery : deliveries) {
      byte[] body = JsonMapper.shared().writeValueAsBytes(delivery.get("body"));
      web.post()
          .uri("/api/v1/webhooks/github/" + hook.hookId())
          .contentType(MediaType.APPLICATION_JSON)
          .header("X-GitHub-Event", delivery.get("event").stringValue())
          .header("X-GitHub-Delivery", UUID.randomUUID().toString())
          .header("X-Hub-Signature-256", "sha256=" + signature(hook.secret(), body))
          .bodyValue(body)
          .exchange()
          .expectStatus()
          .isAccepted();
    }
    await()
        .until(() ->
            json(as(of, "member"), "/api/v1/webhooks/stats").at("/completed").intValue()
                == deliveries.size());
  }

  private List<PullRequestState> states(String of) {
    return database
        .sql("select data from pull_request where team_id = $1 order by number")
        .bind(0, of)
        .mapValue(byte[].class)
        .all()
        .map(data -> EventJson.read(data, PullRequestUpserted.class).pullRequest())
        .collectList()
        .contextWrite(TeamScope.of(of))
        .blockOptional(Duration.ofSeconds(20))
        .orElseThrow();
  }

  private static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

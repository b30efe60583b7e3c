package io.issuestream.local.chaos;

import static org.awaitility.Awaitility.await;

import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.demo.Delivery;
import io.issuestream.local.demo.GithubHook;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pull requests that are opened and merged, told by webhook. What is not taken is delivered again,
 * as it can be in GitHub.
 */
final class PullRequestLife {
  private static final Duration BOUND = Duration.ofMinutes(15);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final GithubHook hook;
  private final Random random;
  private final Map<Integer, String> states = new TreeMap<>();
  private int again;

  PullRequestLife(GithubHook hook, long seed) {
    this.hook = hook;
    this.random = new Random(seed);
  }

  int pullRequests() {
    return states.size();
  }

  /** Deliveries that had to be made once more. */
  int again() {
    return again;
  }

  /** Opens a pull request, or merges one, and returns when that was taken. */
  void one(String issueKey) {
    boolean merges = !states.isEmpty() && random.nextInt(3) == 0;
    int number = merges ? 1 + random.nextInt(states.size()) : states.size() + 1;
    String state = merges ? "closed" : "open";
    if (merges && states.get(number).equals("closed")) {
      return;
    }
    Delivery delivery = delivery(number, state, issueKey);
    await("a delivery to be taken")
        .atMost(BOUND)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> taken(delivery));
    states.put(number, state);
  }

  private boolean taken(Delivery delivery) {
    try {
      hook.deliver(delivery);
      return true;
    } catch (ApiRefused | UncheckedIOException away) {
      again++;
      return false;
    }
  }

  private static Delivery delivery(int number, String state, String issueKey) {
    boolean merged = state.equals("closed");
    String now = Instant.now().toString();
    ObjectNode delivery = JSON.createObjectNode().put("event", "pull_request");
    ObjectNode body =
        delivery
            .putObject("body")
            .put("action", merged ? "closed" : "opened")
            .put("number", number);
    ObjectNode pull =
        body.putObject("pull_request")
            .put("number", number)
            .put("state", state)
            .put("draft", false)
            .put("merged", merged)
            .put("title", issueKey + " chaos " + number)
            .putNull("body")
            .put("created_at", "2026-11-20T10:00:00Z")
            .put("updated_at", now);
    pull.putObject("user").put("login", "someone");
    if (merged) {
      pull.put("closed_at", now)
          .put("merged_at", now)
          .put("merge_commit_sha", "%040x".formatted(number));
    }
    pull.putObject("head")
        .put("ref", "branch-" + number)
        .put("sha", "%040x".formatted(-number & 0xffffff));
    pull.putObject("base").put("ref", "main");
    body.putObject("repository").put("full_name", "example/chaos");
    body.putObject("sender").put("login", "someone");
    return Delivery.parse(JSON.writeValueAsString(delivery));
  }
}

package io.issuestream.integration.pullrequest;

import io.issuestream.contracts.code.PullRequestPhase;
import io.issuestream.integration.pullrequest.GithubFact.Irrelevant;
import io.issuestream.integration.pullrequest.GithubFact.PullRequestSeen;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what GitHub delivers. Pure.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">GitHub on events
 *     and payloads</a>
 */
final class GithubDeliveryReader {

  static final int MOST_BODY = 64 * 1024;

  private static final int MOST_TITLE = 4 * 1024;
  private static final int MOST_NAME = 1024;
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private GithubDeliveryReader() {}

  /**
   * Reads one delivery.
   *
   * @param eventType the {@code X-GitHub-Event} header
   * @param receivedAt stands in for a push's own time where it tells none
   * @throws UnreadableDelivery saying what is missing
   */
  static GithubFact read(String eventType, byte[] payload, Instant receivedAt)
      throws UnreadableDelivery {
    return switch (eventType) {
      case "pull_request", "pull_request_review" -> delivered(tree(payload));
      case "push" -> PushReader.read(tree(payload), receivedAt);
      case "ping" -> new Irrelevant("GitHub tries whether it reaches us.");
      default -> new Irrelevant("Issuestream makes no use of " + eventType + ".");
    };
  }

  private static JsonNode tree(byte[] payload) throws UnreadableDelivery {
    try {
      return MAPPER.readTree(payload);
    } catch (JacksonException malformed) {
      throw new UnreadableDelivery("It is not JSON.");
    }
  }

  private static PullRequestSeen delivered(JsonNode root) throws UnreadableDelivery {
    JsonNode pull = root.path("pull_request");
    return pullRequest(root, pull);
  }

  /**
   * Reads a pull request as GitHub lists it, which is as it delivers it but for sizes.
   *
   * @throws UnreadableDelivery saying what is missing
   */
  static PullRequestSeen listed(JsonNode pull) throws UnreadableDelivery {
    return pullRequest(MAPPER.createObjectNode().set("repository", pull.at("/base/repo")), pull);
  }

  private static PullRequestSeen pullRequest(JsonNode root, JsonNode pull)
      throws UnreadableDelivery {
    Integer number = GithubJson.count(pull, "/number");
    if (number == null || number < 1) {
      throw new UnreadableDelivery("It names no pull request.");
    }
    Instant createdAt = required(GithubJson.moment(pull, "/created_at"), "created_at");
    Instant mergedAt = GithubJson.moment(pull, "/merged_at");
    Instant closedAt = GithubJson.moment(pull, "/closed_at");
    PullRequestPhase phase = phase(pull, mergedAt);
    String mergeCommit =
        // Before the merge it names a commit that GitHub made only to try.
        phase == PullRequestPhase.MERGED ? GithubJson.sha(pull, "/merge_commit_sha") : null;
    String head = GithubJson.sha(pull, "/head/sha");
    return new PullRequestSeen(
        repository(root),
        number,
        GithubJson.text(pull, "/title", MOST_TITLE),
        GithubJson.text(pull, "/body", MOST_BODY),
        GithubJson.text(pull, "/head/ref", MOST_NAME),
        GithubJson.text(pull, "/base/ref", MOST_NAME),
        phase,
        GithubJson.flag(pull, "/draft", false),
        GithubJson.text(pull, "/user/login", MOST_NAME),
        createdAt,
        Stream.of(GithubJson.moment(pull, "/updated_at"), closedAt, mergedAt)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(createdAt),
        phase == PullRequestPhase.MERGED ? mergedAt : null,
        phase == PullRequestPhase.OPEN ? null : first(closedAt, mergedAt),
        GithubJson.count(pull, "/additions"),
        GithubJson.count(pull, "/deletions"),
        GithubJson.count(pull, "/changed_files"),
        head,
        mergeCommit,
        refs(head, mergeCommit, GithubJson.sha(root, "/before"), GithubJson.sha(root, "/after")),
        reviewedAt(root.path("review"), GithubJson.text(pull, "/user/login", MOST_NAME)));
  }

  static String repository(JsonNode root) throws UnreadableDelivery {
    return required(
        GithubJson.text(root, "/repository/full_name", MOST_NAME), "repository.full_name");
  }

  private static PullRequestPhase phase(JsonNode pull, @Nullable Instant mergedAt) {
    if (mergedAt != null) {
      return PullRequestPhase.MERGED;
    }
    return "closed".equals(GithubJson.text(pull, "/state", MOST_NAME))
        ? PullRequestPhase.CLOSED
        : PullRequestPhase.OPEN;
  }

  /** When a review was handed in; null unless by a person other than the author. */
  static @Nullable Instant reviewedAt(JsonNode review, @Nullable String author) {
    String reviewer = GithubJson.text(review, "/user/login", MOST_NAME);
    boolean bot = "Bot".equals(GithubJson.text(review, "/user/type", MOST_NAME));
    boolean own = reviewer == null || reviewer.equalsIgnoreCase(author);
    return bot || own ? null : GithubJson.moment(review, "/submitted_at");
  }

  private static Set<String> refs(@Nullable String... shas) {
    return Stream.of(shas)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static @Nullable Instant first(@Nullable Instant one, @Nullable Instant other) {
    return one == null ? other : one;
  }

  private static <T> T required(@Nullable T value, String what) throws UnreadableDelivery {
    if (value == null) {
      throw new UnreadableDelivery("It has no " + what + ".");
    }
    return value;
  }
}

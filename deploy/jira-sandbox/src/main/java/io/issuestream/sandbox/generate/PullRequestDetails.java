package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.generate.PullRequest.Naming;
import io.issuestream.sandbox.generate.PullRequest.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * All there is to tell of one pull request: webhooks and the REST API tell the same. Made anew from
 * the seed whenever it is asked for, so that a million of them cost little memory.
 */
public final class PullRequestDetails {
  private final ProjectPlan plan;
  private final People people;
  private final PullRequest request;

  PullRequestDetails(ProjectPlan plan, People people, PullRequest request) {
    this.plan = plan;
    this.people = people;
    this.request = request;
  }

  /** A commit of the branch, or its merge. */
  public record Commit(String sha, String message, Instant at, Actor author) {}

  /** What people wrote: it takes some drawing of random words. */
  public record Texts(String title, String headRef, String body, List<Commit> commits) {}

  /** Number in the repository. */
  public int number() {
    return request.number();
  }

  /** Numeric id. */
  public long id() {
    return 1_000_000L * (plan.place() + 1) + request.number();
  }

  /** Id of the approving review. */
  public long reviewId() {
    return 700_000L + 1_000_000L * plan.place() + request.number();
  }

  /** Whether it is neither merged nor closed. */
  public boolean open() {
    return request.outcome() == Outcome.OPEN;
  }

  /** Whether it was merged. */
  public boolean merged() {
    return request.outcome() == Outcome.MERGED;
  }

  /** When it was opened. */
  public Instant created() {
    return second(request.created());
  }

  /** When the approving review was given. */
  public Instant reviewed() {
    return second(request.reviewed());
  }

  /** When it was merged or closed; null while open. */
  public @Nullable Instant closed() {
    return open() ? null : second(request.closed());
  }

  /** When it last changed. */
  public Instant updated() {
    return open() ? reviewed() : second(request.closed());
  }

  /** Who opened it. */
  public Actor author() {
    return actor(request.author());
  }

  /** Who approved it, and merged or closed it. */
  public Actor reviewer() {
    return actor(request.reviewer());
  }

  /** The head of its branch: its last commit. */
  public String headSha() {
    return sha(0);
  }

  /** What it was branched from. */
  public String baseSha() {
    return sha(90);
  }

  /** Its merge. Of one not merged, the trial merge that GitHub makes. */
  public String mergeSha() {
    return sha(1);
  }

  /** Lines added. */
  public int additions() {
    return request.additions();
  }

  /** Lines deleted. */
  public int deletions() {
    return request.deletions();
  }

  /** Files changed. */
  public int files() {
    return request.files();
  }

  /** How many commits its branch has. */
  public int commits() {
    return request.commits();
  }

  /** Its texts. */
  public Texts texts() {
    SplittableRandom random = plan.lives().random(request.issue(), 7 + 1_000 * request.round());
    String key = plan.issueKey(request.issue());
    String summary = plan.summary(request.issue());
    String slug = summary.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String headRef =
        switch (request.naming()) {
          case BRANCH ->
              "feature/" + (random.nextBoolean() ? key : key.toLowerCase(Locale.ROOT)) + "-" + slug;
          case TITLE -> random.nextBoolean() ? key + "-" + slug : slug;
          default -> slug + "-" + request.number();
        };
    String title =
        request.naming() == Naming.TITLE
            ? random.nextBoolean() ? "[" + key + "] " + summary : key + ": " + summary
            : summary;
    List<Commit> commits = new ArrayList<>();
    for (int i = 0; i < request.commits(); i++) {
      boolean names = i == 0 && request.naming() == Naming.COMMIT;
      String message = names ? key + " " + summary : Words.summary(random, i % 2 == 1);
      boolean last = i == request.commits() - 1;
      Instant at = second(request.created() + i * 60_000L);
      commits.add(new Commit(last ? headSha() : sha(10 + i), message, at, author()));
    }
    return new Texts(title, headRef, body(key), commits);
  }

  /** Those that name no issue name things that only look like one. */
  private String body(String key) {
    return switch (request.naming()) {
      case BODY -> "What was asked for.\n\nFixes " + key + ".";
      case NOWHERE -> "Reads the file as UTF-8 and checks its SHA-256 before anything else.";
      default -> "What was asked for, with tests.";
    };
  }

  private Actor actor(int person) {
    Person human = people.humans().get(person);
    String name = human.account().displayName();
    return new Actor(
        human.githubLogin(),
        90_000L + person,
        name == null ? human.githubLogin() : name,
        human.email());
  }

  /** A commit id of 40 hex digits, the same for the same purpose. */
  private String sha(int purpose) {
    SplittableRandom digits =
        plan.lives().random(request.issue(), 100 + purpose + 1_000 * request.round());
    return "%016x%016x%08x".formatted(digits.nextLong(), digits.nextLong(), digits.nextInt());
  }

  private static Instant second(long at) {
    return Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.SECONDS);
  }
}

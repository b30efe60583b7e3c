package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.generate.PullRequest.Naming;
import io.issuestream.sandbox.generate.PullRequest.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Decides which issues have a pull request and when: opened while in progress, merged before the
 * issue was done.
 */
final class PullRequestMaker {
  private static final long HOUR = 3_600_000;

  private final People people;

  PullRequestMaker(People people) {
    this.people = people;
  }

  /** The pull request of an issue, numbered 0 for now; null where it has none. */
  @Nullable PullRequest of(ProjectPlan plan, Life life) {
    SplittableRandom random = plan.lives().random(life.number(), 6);
    long done = life.lastInto(Catalogue.DONE);
    if (life.type() == Catalogue.EPIC || done == 0 || random.nextInt(100) >= 47) {
      return null;
    }
    return made(plan, life, 0, done, random);
  }

  /**
   * A further pull request of an issue that was done; null where it was not. One in ten is still
   * open and one in ten closed unmerged, which the first ones never are.
   */
  @Nullable PullRequest further(ProjectPlan plan, Life life, int round) {
    long done = life.lastInto(Catalogue.DONE);
    return life.type() == Catalogue.EPIC || done == 0
        ? null
        : made(plan, life, round, done, plan.lives().random(life.number(), 6 + 1_000 * round));
  }

  private PullRequest made(
      ProjectPlan plan, Life life, int round, long done, SplittableRandom random) {
    long closed = done - random.nextLong(HOUR / 4, HOUR);
    long created = Math.max(life.created(), closed - random.nextLong(2 * HOUR, 60 * HOUR));
    long reviewed = created + (long) ((closed - created) * (0.3 + 0.6 * random.nextDouble()));
    int humans = people.humans().size();
    int author = random.nextInt(humans);
    int size = 1 + random.nextInt(24);
    return new PullRequest(
        0,
        plan.place(),
        life.number(),
        round,
        naming(random.nextInt(100)),
        round == 0 ? Outcome.MERGED : outcome((life.number() + round) % 10),
        created,
        reviewed,
        closed,
        author,
        (author + 1 + random.nextInt(humans - 1)) % humans,
        size * size + random.nextInt(40),
        size * 3 + random.nextInt(20),
        1 + size / 3,
        1 + random.nextInt(4));
  }

  private static Outcome outcome(int r) {
    return r == 0 ? Outcome.OPEN : r == 1 ? Outcome.CLOSED : Outcome.MERGED;
  }

  private static Naming naming(int r) {
    return r < 52
        ? Naming.TITLE
        : r < 68 ? Naming.BRANCH : r < 77 ? Naming.BODY : r < 85 ? Naming.COMMIT : Naming.NOWHERE;
  }

  /** Numbers the pull requests of one repository by the time they were opened. */
  static List<PullRequest> numbered(List<PullRequest> made) {
    List<PullRequest> sorted = new ArrayList<>(made);
    sorted.sort(
        Comparator.comparingLong(PullRequest::created)
            .thenComparingInt(PullRequest::issue)
            .thenComparingInt(PullRequest::round));
    for (int i = 0; i < sorted.size(); i++) {
      sorted.set(i, sorted.get(i).numbered(i + 1));
    }
    return sorted;
  }
}

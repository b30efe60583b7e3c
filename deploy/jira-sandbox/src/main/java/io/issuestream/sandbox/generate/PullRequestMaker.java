package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.generate.PullRequest.Naming;
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
    long merged = done - random.nextLong(HOUR / 4, HOUR);
    long created = Math.max(life.created(), merged - random.nextLong(2 * HOUR, 60 * HOUR));
    long reviewed = created + (long) ((merged - created) * (0.3 + 0.6 * random.nextDouble()));
    int humans = people.humans().size();
    int author = random.nextInt(humans);
    int size = 1 + random.nextInt(24);
    return new PullRequest(
        0,
        plan.place(),
        life.number(),
        naming(random.nextInt(100)),
        created,
        reviewed,
        merged,
        author,
        (author + 1 + random.nextInt(humans - 1)) % humans,
        size * size + random.nextInt(40),
        size * 3 + random.nextInt(20),
        1 + size / 3,
        1 + random.nextInt(4));
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
        Comparator.comparingLong(PullRequest::created).thenComparingInt(PullRequest::issue));
    for (int i = 0; i < sorted.size(); i++) {
      PullRequest p = sorted.get(i);
      sorted.set(
          i,
          new PullRequest(
              i + 1,
              p.project(),
              p.issue(),
              p.naming(),
              p.created(),
              p.reviewed(),
              p.merged(),
              p.author(),
              p.reviewer(),
              p.additions(),
              p.deletions(),
              p.files(),
              p.commits()));
    }
    return sorted;
  }
}

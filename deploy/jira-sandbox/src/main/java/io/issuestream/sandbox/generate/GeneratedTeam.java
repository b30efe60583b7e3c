package io.issuestream.sandbox.generate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What was made up besides the Jira data: pull requests, and the team's own list of its members.
 */
public final class GeneratedTeam {
  private final List<ProjectPlan> plans;
  private final People people;
  private final List<PullRequest> pullRequests;

  GeneratedTeam(List<ProjectPlan> plans, People people, List<PullRequest> pullRequests) {
    this.plans = plans;
    this.people = people;
    this.pullRequests = pullRequests;
  }

  /** How many merged pull requests there are. */
  public int pullRequestCount() {
    return pullRequests.size();
  }

  /**
   * The pull requests as GitHub webhook deliveries, repository by repository in the order they were
   * opened: for each the review, the {@code pull_request} event of its closing and the {@code push}
   * of its merge, one JSON line each.
   */
  public Stream<byte[]> deliveries() {
    return pullRequests.stream()
        .flatMap(request -> {
          PullRequestWriter writer =
              new PullRequestWriter(plans.get(request.project()), people, request);
          return Stream.of(writer.review(), writer.closed(), writer.push());
        });
  }

  /**
   * The members as CSV: {@code email,displayName,githubLogin}, one of them without a Jira account.
   */
  public String membersCsv() {
    StringBuilder csv = new StringBuilder("email,displayName,githubLogin\n");
    int place = 0;
    for (Person person : people.humans()) {
      boolean withLogin = place++ % 7 != 5;
      if (person.account().active()) {
        csv.append(person.email().toLowerCase(Locale.ROOT))
            .append(',')
            .append(person.memberName())
            .append(',');
        csv.append(withLogin ? person.githubLogin() : "").append('\n');
      }
    }
    return csv.append("noor.weaver@example.com,Noor Weaver,noor-weaver\n").toString();
  }
}

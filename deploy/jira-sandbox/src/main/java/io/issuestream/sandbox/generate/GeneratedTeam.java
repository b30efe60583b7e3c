package io.issuestream.sandbox.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What was made up besides the Jira data: pull requests, and the team's own list of its members.
 */
public final class GeneratedTeam {
  private static final String OWNER = "example";

  private final People people;
  private final List<Repository> repositories = new ArrayList<>();

  /** With the pull requests of each project. */
  GeneratedTeam(List<ProjectPlan> plans, People people, List<List<PullRequest>> pullRequests) {
    this.people = people;
    for (ProjectPlan plan : plans) {
      repositories.add(
          new Repository(
              500_000L + plan.place(),
              OWNER,
              plan.project().key().toLowerCase(Locale.ROOT) + "-service",
              pullRequests.get(plan.place()).stream()
                  .map(request -> new PullRequestDetails(plan, people, request))
                  .toList()));
    }
  }

  /** The repositories, one for each project. */
  public List<Repository> repositories() {
    return List.copyOf(repositories);
  }

  /** How many pull requests there are. */
  public int pullRequestCount() {
    return repositories.stream().mapToInt(each -> each.pullRequests().size()).sum();
  }

  /**
   * The pull requests as GitHub webhook deliveries, repository by repository in the order they were
   * opened, one JSON line each. For each merged one, which all are unless a number of them was
   * asked for: the review, the {@code pull_request} event of its closing and the {@code push} of
   * its merge.
   */
  public Stream<byte[]> deliveries() {
    return repositories.stream()
        .flatMap(repository ->
            repository.pullRequests().stream()
                .flatMap(request -> new PullRequestWriter(repository, request).deliveries()));
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

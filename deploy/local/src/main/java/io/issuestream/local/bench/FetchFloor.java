package io.issuestream.local.bench;

import io.issuestream.jira.FieldCatalogue;
import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssuePage;
import io.issuestream.jira.IssueReader;
import io.issuestream.jira.IssueSearch;
import io.issuestream.jira.Jira;
import io.issuestream.jira.JiraClients;
import io.issuestream.jira.JiraCredentials;
import io.issuestream.jira.JiraKind;
import io.issuestream.jira.JiraLimits;
import io.issuestream.jira.JiraSite;
import io.issuestream.jira.Jql;
import io.issuestream.jira.UnreadableIssue;
import io.issuestream.local.demo.Surface;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Fetching and reading alone: every page of the project, as sync-worker asks for it, read and
 * forgotten.
 */
record FetchFloor(FloorPlace place) {
  private static final int PAGE = 100;
  private static final double NO_LIMIT = 100_000;
  private static final List<String> FIELDS = List.of("*all", "-comment", "-worklog", "-attachment");

  Floor measure() {
    try (JiraClients clients = new JiraClients(WebClient.builder(), new SimpleMeterRegistry())) {
      Jira jira =
          clients.open(
              "floor",
              site(),
              credentials(),
              JiraLimits.defaults().withRequestsPerSecond(NO_LIMIT));
      FieldCatalogue fields = jira.fields().toFuture().join();
      IssueReader reader = new IssueReader(fields);
      walk(jira, reader, place.warmIssues());
      return Floor.of("fetch and parse", () -> walk(jira, reader, place.issues()));
    }
  }

  /** The next page is on its way while one is read, as in the pipeline. */
  private Map<String, Double> walk(Jira jira, IssueReader reader, int issues) {
    Tally tally = new Tally();
    String jql = Jql.ordered(Jql.project(place.project()), Jql.orderById());
    IssueSearch search = new IssueSearch(jql, FIELDS, true, PAGE, null);
    jira.search(search)
        .expand(page ->
            page.next() == null ? Mono.<IssuePage>empty() : jira.search(search.from(page.next())))
        .take((issues + PAGE - 1) / PAGE)
        .publishOn(Schedulers.single(), 1)
        .doOnNext(page -> tally.add(page, reader))
        .then()
        .toFuture()
        .join();
    return tally.means();
  }

  private JiraSite site() {
    return place.surface() == Surface.CLOUD
        ? new JiraSite(JiraKind.CLOUD, place.sandbox().resolve("/cloud"))
        : new JiraSite(JiraKind.DATA_CENTER, place.sandbox().resolve("/dc"));
  }

  private JiraCredentials credentials() {
    return place.surface() == Surface.CLOUD
        ? new JiraCredentials.ApiToken("admin@example.com", "sandbox-api-token")
        : new JiraCredentials.PersonalAccessToken("sandbox-personal-access-token");
  }

  private static final class Tally {
    private long issues;
    private long bytes;
    private long histories;

    void add(IssuePage page, IssueReader reader) {
      for (IssueDocument document : page.issues()) {
        issues++;
        bytes += document.size();
        try {
          histories += reader.read(document).changelog().histories();
        } catch (UnreadableIssue e) {
          throw new IllegalStateException("Generated issues can be read.", e);
        }
      }
    }

    Map<String, Double> means() {
      double count = Math.max(1, issues);
      return Map.of(
          "issues", (double) issues, "bytes", bytes / count, "histories", histories / count);
    }
  }
}

package io.issuestream.sync.work;

import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.jira.FieldCatalogue;
import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssueReader;
import io.issuestream.jira.JiraIssue;
import io.issuestream.jira.JiraSprint;
import io.issuestream.jira.UnreadableIssue;
import io.issuestream.messaging.LogFields;
import io.issuestream.sync.issue.FailedIssue;
import io.issuestream.sync.issue.IssueMapping;
import io.issuestream.sync.issue.IssuePeople;
import io.issuestream.sync.issue.IssueStates;
import io.issuestream.sync.issue.ReadIssue;
import io.issuestream.sync.person.Account;
import io.issuestream.sync.run.SyncRun;
import io.issuestream.sync.run.WindowMark;
import io.issuestream.sync.sprint.SprintReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Makes pages ready to be stored: reads the issues, completes their changelogs, sees to the people
 * and sprints they name, maps and compresses. Runs for one page while the page before is being
 * stored. An issue that cannot be read or published becomes a failure of its own.
 */
final class PagePreparation {

  private static final Logger log = LoggerFactory.getLogger(PagePreparation.class);

  private final RunContext context;
  private final References references;
  private final Scheduler scheduler;
  private final ChangelogCompletion changelogs;
  private final IssueReader reader;
  private final IssueStates states;

  PagePreparation(
      RunContext context,
      References references,
      ChangelogCompletion changelogs,
      Scheduler scheduler,
      FieldCatalogue catalogue,
      Map<String, StatusCategory> categories) {
    SyncRun run = context.run();
    this.context = context;
    this.references = references;
    this.changelogs = changelogs;
    this.scheduler = scheduler;
    this.reader = new IssueReader(catalogue);
    this.states =
        new IssueStates(
            run.projectId(),
            run.projectKey(),
            categories,
            account -> context.connection().people().personId(account));
  }

  /** Whether Jira refused to give changelogs. */
  boolean changelogsRefused() {
    return changelogs.refused();
  }

  /** The page, ready; its people and sprints are stored. */
  Mono<PreparedPage> prepare(
      List<IssueDocument> documents, @Nullable WindowMark mark, @Nullable Instant serverTime) {
    var failures = new ArrayList<FailedIssue>();
    return Mono.fromCallable(() -> parse(documents, failures))
        .subscribeOn(scheduler)
        .flatMap(parsed -> changelogs.of(parsed).map(whole -> readAnew(parsed, whole, failures)))
        .flatMap(parsed -> resolve(parsed).thenReturn(parsed))
        .publishOn(scheduler)
        .map(parsed -> new PreparedPage(map(parsed, failures), failures, mark, serverTime));
  }

  private List<ReadDocument> parse(List<IssueDocument> documents, List<FailedIssue> failures) {
    var parsed = new ArrayList<ReadDocument>(documents.size());
    for (IssueDocument document : documents) {
      try {
        parsed.add(new ReadDocument(reader.read(document), document));
      } catch (UnreadableIssue unreadable) {
        failures.add(new FailedIssue(unreadable.id(), unreadable.key(), unreadable.reason()));
      }
    }
    return parsed;
  }

  /** The page with the issues whose changelog came by another way. */
  private List<ReadDocument> readAnew(
      List<ReadDocument> parsed, Map<Long, IssueDocument> whole, List<FailedIssue> failures) {
    return whole.isEmpty()
        ? parsed
        : parse(
            parsed.stream()
                .map(each -> whole.getOrDefault(each.issue().id(), each.document()))
                .toList(),
            failures);
  }

  private Mono<Void> resolve(List<ReadDocument> parsed) {
    List<JiraIssue> issues = parsed.stream().map(ReadDocument::issue).toList();
    List<Account> people = context.connection().people().news(IssuePeople.of(issues));
    List<JiraSprint> sprints =
        context
            .connection()
            .sprints()
            .news(issues.stream().flatMap(issue -> issue.sprints().stream()).toList());
    String project = context.run().projectKey();
    return references.store(
        context.connection(),
        people,
        sprints.stream().map(sprint -> SprintReading.named(sprint, project)).toList());
  }

  private List<ReadIssue> map(List<ReadDocument> parsed, List<FailedIssue> failures) {
    var ready = new ArrayList<ReadIssue>(parsed.size());
    for (ReadDocument each : parsed) {
      JiraIssue issue = each.issue();
      try {
        ready.add(IssueMapping.ready(states, issue, each.document()));
      } catch (IllegalArgumentException unpublishable) {
        log.atInfo()
            .addKeyValue(LogFields.TEAM, context.team())
            .addKeyValue(LogFields.ISSUE, issue.key())
            .log("{} cannot be published: {}", issue.key(), unpublishable.getMessage());
        failures.add(
            new FailedIssue(issue.id(), issue.key(), String.valueOf(unpublishable.getMessage())));
      }
    }
    return ready;
  }
}

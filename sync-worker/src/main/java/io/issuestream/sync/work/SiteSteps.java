package io.issuestream.sync.work;

import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.jira.BoardConfiguration;
import io.issuestream.jira.FieldCatalogue;
import io.issuestream.jira.JiraBoard;
import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.JiraSprint;
import io.issuestream.messaging.watch.Onboarding;
import io.issuestream.messaging.watch.OnboardingStage;
import io.issuestream.sync.connection.SiteStatuses;
import io.issuestream.sync.person.Account;
import io.issuestream.sync.project.FieldBasis;
import io.issuestream.sync.project.TrackedProject;
import io.issuestream.sync.project.TrackedProjects;
import io.issuestream.sync.run.SyncRuns;
import io.issuestream.sync.sprint.SprintReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a run reads of a site besides issues. None of it may stop the run: a step that fails is
 * recorded, and what an earlier run found is used in its place.
 */
@Component
class SiteSteps {

  private static final int BOARDS_AT_ONCE = 4;

  private final References references;
  private final TrackedProjects projects;
  private final SiteStatuses statuses;
  private final SyncRuns runs;
  private final HiddenAddresses hidden;
  private final Onboarding onboarding;

  SiteSteps(
      References references,
      TrackedProjects projects,
      SiteStatuses statuses,
      SyncRuns runs,
      HiddenAddresses hidden,
      Onboarding onboarding) {
    this.references = references;
    this.hidden = hidden;
    this.onboarding = onboarding;
    this.projects = projects;
    this.statuses = statuses;
    this.runs = runs;
  }

  /** Reads and stores the people; shared by the runs of a connection. */
  Mono<Void> users(RunContext context) {
    Mono<Void> read =
        context
            .jira()
            .users()
            .concatMap(page ->
                references.store(
                    context.connection(),
                    page.stream().map(user -> Account.of(user, Account.Source.DIRECTORY)).toList(),
                    List.of()))
            .then();
    Mono<Void> shared = context.connection().reads().share(context.shared("users"), read);
    return (context.run().trigger() == SyncTrigger.ONBOARDING
            ? onboarding.stage(OnboardingStage.USERS, shared)
            : shared)
        .transform(RunProblems.noted("users", problem -> note(context, problem), Mono.empty()));
  }

  /** Looks for the accounts of team members that show no address. */
  Mono<Void> hiddenAddresses(RunContext context) {
    return hidden
        .find(context)
        .transform(
            RunProblems.noted("user search", problem -> note(context, problem), Mono.empty()));
  }

  /** Reads what is needed to understand the project's issues. */
  Mono<SiteFacts> facts(RunContext context, TrackedProject project) {
    return Mono.zip(fields(context), boards(context), categories(context))
        .flatMap(found ->
            basis(context, project, found.getT1(), found.getT2())
                .map(
                    basis -> new SiteFacts(basis, found.getT2().orElse(List.of()), found.getT3())));
  }

  private Mono<Optional<FieldCatalogue>> fields(RunContext context) {
    return context
        .jira()
        .fields()
        .map(Optional::of)
        .transform(
            RunProblems.noted(
                "fields", problem -> note(context, problem), Mono.just(Optional.empty())));
  }

  private Mono<Optional<List<JiraBoard>>> boards(RunContext context) {
    return context
        .jira()
        .boards(context.run().projectKey())
        .collectList()
        .map(Optional::of)
        .transform(
            RunProblems.noted(
                "boards", problem -> note(context, problem), Mono.just(Optional.empty())));
  }

  private Mono<Map<String, StatusCategory>> categories(RunContext context) {
    String team = context.team();
    String connectionId = context.lease().connectionId();
    return context
        .jira()
        .statuses()
        .flatMap(read -> statuses.store(team, connectionId, read))
        .transform(RunProblems.noted("statuses", problem -> note(context, problem), Mono.empty()))
        .then(Mono.defer(() -> statuses.categories(team, connectionId)));
  }

  /**
   * The fields of the project. Half an answer would find other fields than a whole one and have
   * everything read anew, so what was found before counts unless everything answered.
   */
  private Mono<FieldBasis> basis(
      RunContext context,
      TrackedProject project,
      Optional<FieldCatalogue> fields,
      Optional<List<JiraBoard>> boards) {
    Mono<Optional<List<BoardConfiguration>>> configurations =
        boards.isEmpty() ? Mono.just(Optional.empty()) : configurations(context, boards.get());
    return configurations.flatMap(configured -> {
      FieldBasis known = project.basis();
      boolean whole = fields.isPresent() && configured.isPresent();
      if (known != null && !whole) {
        return Mono.just(known);
      }
      FieldCatalogue catalogue =
          fields.orElse(FieldCatalogue.empty()).estimatedIn(configured.orElse(List.of()));
      FieldBasis found = FieldBasis.of(catalogue);
      if (!whole) {
        return Mono.just(found);
      }
      Mono<Void> doubt =
          Mono.justOrEmpty(EstimateFields.doubt(catalogue)).flatMap(words -> note(context, words));
      return found.equals(known)
          ? doubt.thenReturn(found)
          : doubt
              .then(projects.found(context.team(), project.projectId(), found))
              .thenReturn(found);
    });
  }

  private Mono<Optional<List<BoardConfiguration>>> configurations(
      RunContext context, List<JiraBoard> boards) {
    return Flux.fromIterable(boards)
        // In order: which of several estimate fields comes first must not depend on who answers
        // first.
        .flatMapSequential(board -> context.jira().boardConfiguration(board.id()), BOARDS_AT_ONCE)
        .collectList()
        .map(Optional::of)
        .transform(
            RunProblems.noted(
                "board configurations",
                problem -> note(context, problem),
                Mono.just(Optional.empty())));
  }

  /**
   * Reads and stores the sprints of the project's boards: all of them where everything is read,
   * else those that are not over, and those that were not when they were last read.
   */
  Mono<Void> sprints(RunContext context, List<JiraBoard> boards) {
    return Flux.fromIterable(boards)
        .filter(board -> !"kanban".equals(board.type()))
        .concatMap(board -> sprints(context, board))
        .then();
  }

  private Mono<Void> sprints(RunContext context, JiraBoard board) {
    boolean all = context.run().full() || context.run().trigger() == SyncTrigger.NIGHTLY;
    return (all ? context.jira().sprints(board.id()) : context.jira().openSprints(board.id()))
        .concatMap(page -> store(context, board, page).thenReturn(page))
        .flatMapIterable(page -> page)
        .map(JiraSprint::id)
        .collect(Collectors.toSet())
        .flatMap(listed -> noLongerListed(context, board, listed))
        .transform(
            RunProblems.noted(
                "sprints of " + board.name(), problem -> note(context, problem), Mono.empty()));
  }

  private Mono<Void> store(RunContext context, JiraBoard board, List<JiraSprint> sprints) {
    String project = context.run().projectKey();
    return references.store(
        context.connection(),
        List.of(),
        sprints.stream().map(sprint -> SprintReading.listed(sprint, board, project)).toList());
  }

  /** They were closed or deleted meanwhile, which is few. */
  private Mono<Void> noLongerListed(RunContext context, JiraBoard board, Set<Long> listed) {
    return references
        .openSprints(context.team(), board.id())
        .flatMapIterable(open -> open)
        .filter(id -> !listed.contains(id))
        .concatMap(id ->
            context
                .jira()
                .sprint(id)
                .flatMap(sprint -> store(context, board, List.of(sprint)))
                .onErrorResume(
                    JiraFailure.NotFoundOrHidden.class,
                    _ -> references.sprintDeleted(context.connection(), id)))
        .then();
  }

  private Mono<Void> note(RunContext context, String problem) {
    return runs.problem(context.run(), problem).then();
  }
}

package io.issuestream.integration.project;

import io.issuestream.contracts.project.ProjectEvent;
import io.issuestream.contracts.project.ProjectTracked;
import io.issuestream.contracts.project.ProjectUntracked;
import io.issuestream.edge.Problem;
import io.issuestream.integration.connection.ConnectionDependents;
import io.issuestream.integration.connection.JiraAccess;
import io.issuestream.integration.connection.OpenJira;
import io.issuestream.integration.project.Selection.Choice;
import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.JiraProject;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.messaging.watch.Onboarding;
import io.issuestream.messaging.watch.OnboardingStage;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Changes what a team tracks; whatever did not change publishes nothing. */
@Component
class ProjectSelection implements ConnectionDependents {

  private final JiraAccess access;
  private final ProjectCatalogue catalogue;
  private final TrackedProjects projects;
  private final Outbox outbox;
  private final TransactionalOperator transaction;
  private final Features features;
  private final Onboarding onboarding;

  ProjectSelection(
      JiraAccess access,
      ProjectCatalogue catalogue,
      TrackedProjects projects,
      Outbox outbox,
      TransactionalOperator transaction,
      Features features,
      Onboarding onboarding) {
    this.access = access;
    this.catalogue = catalogue;
    this.projects = projects;
    this.outbox = outbox;
    this.transaction = transaction;
    this.features = features;
    this.onboarding = onboarding;
  }

  /** Takes a project in; fails with a problem, nothing stored, where Jira has none such. */
  Mono<Void> add(String teamId, Choice choice) {
    return found(teamId, List.of(choice))
        .flatMap(found ->
            publish(projects.track(teamId, found.connectionId(), found.projects()))
                .as(transaction::transactional))
        .onErrorResume(this::failed);
  }

  /** Takes a project out; fails with a 404 problem where the team never tracked it. */
  Mono<Void> remove(String teamId, Choice choice) {
    String id = choice.requireId();
    return projects
        .all(teamId)
        .filter(project -> project.jiraProjectId().equals(id))
        .hasElements()
        .flatMap(known -> known ? untrack(teamId, id) : Mono.error(neverTracked(id)));
  }

  /** Makes these the whole selection, or changes nothing where one of them is not in Jira. */
  Mono<Void> replace(String teamId, List<Choice> choices) {
    List<String> ids = Selection.ids(choices);
    return found(teamId, choices)
        .flatMap(found ->
            publish(
                    Flux.concat(
                        projects.untrackAllBut(teamId, ids),
                        projects.track(teamId, found.connectionId(), found.projects())))
                .as(transaction::transactional))
        .onErrorResume(this::failed);
  }

  /** Without a connection nothing is tracked. */
  @Override
  public Mono<Void> onRevoked(String teamId, String connectionId) {
    return publish(projects.untrackAllBut(teamId, List.of()));
  }

  private Mono<Void> untrack(String teamId, String id) {
    return publish(projects.untrack(teamId, id)).as(transaction::transactional);
  }

  private record Found(String connectionId, List<JiraProject> projects) {}

  private Mono<Found> found(String teamId, List<Choice> choices) {
    List<String> ids = Selection.ids(choices);
    return access
        .active(teamId)
        .flatMap(open ->
            listed(open, ids)
                .map(listed -> chosen(choices, listed))
                .map(chosen -> new Found(open.connection().connectionId(), chosen)));
  }

  private Mono<List<JiraProject>> listed(OpenJira open, List<String> ids) {
    return catalogue
        .holding(open, ids)
        .onErrorMap(
            JiraFailure.class,
            failure ->
                Problem.unprocessable(
                    "jira-unusable", failure.getMessage() + ". " + failure.advice()));
  }

  private static List<JiraProject> chosen(List<Choice> choices, List<JiraProject> listed) {
    Map<String, JiraProject> byId =
        listed.stream()
            .collect(Collectors.toMap(JiraProject::id, Function.identity(), (one, same) -> one));
    return choices.stream().map(choice -> chosen(choice, byId.get(choice.requireId()))).toList();
  }

  private static JiraProject chosen(Choice choice, @Nullable JiraProject project) {
    if (project == null) {
      throw Problem.unprocessable(
          "unknown-project",
          "Jira has no project with id "
              + choice.requireId()
              + " that the connected account may see. Choose one of the listed projects.");
    }
    String key = choice.projectKey();
    if (key != null && !key.equals(project.key())) {
      throw Problem.unprocessable(
          "unknown-project",
          "Project " + project.id() + " is " + project.key() + " in Jira. Load the list again.");
    }
    return project;
  }

  private static Problem neverTracked(String id) {
    return Problem.notFound("The team never tracked a project with id " + id + ".");
  }

  private Mono<Void> publish(Flux<TrackedProject> changed) {
    return changed
        .map(this::event)
        .collectList()
        .flatMap(events -> outbox.publish(events).then(selected(events)));
  }

  private Mono<Void> selected(List<ProjectEvent> events) {
    return Flux.fromIterable(events)
        .ofType(ProjectTracked.class)
        .concatMap(tracked -> onboarding.reached(OnboardingStage.SELECTED))
        .then();
  }

  private Mono<Void> failed(Throwable failure) {
    return onboarding.failed(OnboardingStage.SELECTED).then(Mono.error(failure));
  }

  private ProjectEvent event(TrackedProject project) {
    var state = project.state(features.jiraOnboardingPipeline());
    return project.active()
        ? new ProjectTracked(project.teamId(), project.revision(), state)
        : new ProjectUntracked(project.teamId(), project.revision(), state);
  }
}

package io.issuestream.integration.project;

import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.integration.connection.JiraAccess;
import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.JiraProject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Every project Jira shows beside what is tracked, by key. */
@Component
class ProjectList {

  private final JiraAccess access;
  private final ProjectCatalogue catalogue;
  private final TrackedProjects projects;

  ProjectList(JiraAccess access, ProjectCatalogue catalogue, TrackedProjects projects) {
    this.access = access;
    this.catalogue = catalogue;
    this.projects = projects;
  }

  /**
   * A part of the list.
   *
   * @param stale whether Jira could not be asked, so that only tracked projects are shown
   * @param notice why, and what to do; null when all is well
   */
  record Listed(
      List<ProjectView> items, @Nullable String next, boolean stale, @Nullable String notice) {}

  /** A part of the list after a cursor; a 404 problem where Jira is not connected. */
  Mono<Listed> read(String teamId, int limit, @Nullable String after) {
    String from = after == null ? "" : decoded(after);
    return access
        .active(teamId)
        .flatMap(open -> catalogue.all(open))
        .flatMap(listed ->
            projects
                .all(teamId)
                .collectList()
                .map(tracked -> part(merged(listed, tracked), limit, from, null)))
        .onErrorResume(
            JiraFailure.class,
            failure ->
                projects
                    .active(teamId)
                    .map(project -> ProjectView.of(project, true))
                    .collectList()
                    .map(tracked -> part(tracked, limit, from, failure)));
  }

  private static Listed part(
      List<ProjectView> all, int limit, String from, @Nullable JiraFailure failure) {
    List<ProjectView> rows =
        all.stream()
            .sorted(Comparator.comparing(ProjectList::place))
            .filter(view -> place(view).compareTo(from) > 0)
            .limit(limit + 1L)
            .toList();
    Page<ProjectView> page = Page.of(rows, limit, view -> encoded(place(view)));
    String notice = failure == null ? null : failure.getMessage() + ". " + failure.advice();
    return new Listed(page.items(), page.next(), failure != null, notice);
  }

  private static List<ProjectView> merged(List<JiraProject> listed, List<TrackedProject> tracked) {
    Map<String, ProjectView> known = new HashMap<>();
    for (TrackedProject project : tracked) {
      known.put(project.jiraProjectId(), ProjectView.of(project, false));
    }
    var views = new ArrayList<ProjectView>(listed.size());
    for (JiraProject project : listed) {
      ProjectView view = known.remove(project.id());
      views.add(view == null ? ProjectView.of(project) : view.named(project));
    }
    // What is tracked but no longer shown is a loss the admin has to see.
    known.values().stream().filter(ProjectView::tracked).forEach(views::add);
    return views;
  }

  private static String place(ProjectView view) {
    return view.projectKey() + "\u0001" + view.projectId();
  }

  private static String encoded(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOurs) {
      throw Problem.invalid("after is what an earlier answer gave as next.");
    }
  }
}

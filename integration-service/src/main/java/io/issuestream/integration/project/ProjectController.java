package io.issuestream.integration.project;

import io.issuestream.edge.Caller;
import io.issuestream.edge.Page;
import io.issuestream.integration.project.ProjectList.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The projects to choose from, and the choice. */
@RestController
@RequestMapping("/api/v1/integration/jira/projects")
class ProjectController {

  private final ProjectList list;
  private final ProjectSelection selection;
  private final TrackedProjects projects;

  ProjectController(ProjectList list, ProjectSelection selection, TrackedProjects projects) {
    this.list = list;
    this.selection = selection;
    this.projects = projects;
  }

  @GetMapping
  Mono<Listed> list(
      Caller caller,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after) {
    return list.read(caller.team(), Page.limit(limit), after);
  }

  /** Takes one project in or out; answers how it now is. */
  @PostMapping("/toggle")
  Mono<ProjectView> toggle(Caller caller, @RequestBody Selection.Toggle toggle) {
    Mono<Void> change =
        toggle.adds()
            ? selection.add(caller.team(), toggle.choice())
            : selection.remove(caller.team(), toggle.choice());
    return change.then(
        projects
            .all(caller.team())
            .filter(project -> project.jiraProjectId().equals(toggle.projectId()))
            .next()
            .map(project -> ProjectView.of(project, true)));
  }

  /** Makes the whole selection; answers it. */
  @PutMapping
  Mono<Tracked> replace(Caller caller, @RequestBody Selection.Whole whole) {
    Flux<ProjectView> tracked =
        projects.active(caller.team()).map(project -> ProjectView.of(project, true));
    return selection
        .replace(caller.team(), whole.choices())
        .then(tracked.collectList())
        .map(Tracked::new);
  }

  /** All that is tracked. */
  record Tracked(List<ProjectView> items) {}
}

package io.issuestream.integration.repository;

import io.issuestream.edge.Caller;
import io.issuestream.edge.MayCall;
import io.issuestream.edge.Page;
import io.issuestream.edge.Role;
import io.issuestream.integration.repository.RepositoryList.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The repositories to choose from, the choice, and reading them anew. */
@RestController
@RequestMapping("/api/v1/integration/github")
class RepositoryController {

  private final RepositoryList list;
  private final RepositorySelection selection;

  RepositoryController(RepositoryList list, RepositorySelection selection) {
    this.list = list;
    this.selection = selection;
  }

  @GetMapping("/repositories")
  Mono<Listed> list(
      Caller caller,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after) {
    return list.read(caller.team(), Page.limit(limit), after);
  }

  /** Takes one repository in or out; answers how it now is. */
  @PostMapping("/repositories/toggle")
  Mono<RepositoryView> toggle(Caller caller, @RequestBody Selection.Toggle toggle) {
    long id = toggle.choice().requireId();
    Mono<Void> change =
        toggle.adds() ? selection.add(caller.team(), id) : selection.remove(caller.team(), id);
    return change.then(list.held(caller.team()).filter(view -> view.repositoryId() == id).next());
  }

  /** Makes the whole selection; answers it. */
  @PutMapping("/repositories")
  Mono<Tracked> replace(Caller caller, @RequestBody Selection.Whole whole) {
    return selection
        .replace(caller.team(), whole.ids())
        .then(list.held(caller.team()).filter(RepositoryView::tracked).collectList())
        .map(Tracked::new);
  }

  /** All that is tracked. */
  record Tracked(List<RepositoryView> items) {}

  /** Reads what changed in every tracked repository now, rather than when it is due. */
  @PostMapping("/backfill")
  @MayCall({Role.TEAM_ADMIN, Role.SRE})
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<Asked> readAll(Caller caller) {
    return selection.readAll(caller.team()).map(Asked::new);
  }

  /** How many repositories will be read. */
  record Asked(long repositories) {}
}

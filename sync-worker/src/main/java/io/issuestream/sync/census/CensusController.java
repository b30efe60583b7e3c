package io.issuestream.sync.census;

import io.issuestream.edge.Caller;
import io.issuestream.edge.Problem;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How complete each project's copy is, and an admin's word where very much vanished at once. */
@RestController
class CensusController {

  private final Censuses censuses;

  CensusController(Censuses censuses) {
    this.censuses = censuses;
  }

  /** The last census of each project. */
  record Listed(List<CensusView> items) {}

  @GetMapping("/api/v1/sync-runs/censuses")
  Mono<Listed> list(Caller caller) {
    return censuses.list(caller.team()).map(CensusView::of).collectList().map(Listed::new);
  }

  /** The next census of the project takes what is absent for gone, however much it is. */
  @PostMapping("/api/v1/sync-runs/censuses/{projectId}/confirm")
  Mono<CensusView> confirm(Caller caller, @PathVariable String projectId) {
    return censuses
        .confirm(caller.team(), projectId, caller.subject())
        .map(CensusView::of)
        .switchIfEmpty(
            Mono.error(() -> Problem.notFound("No project " + projectId + " waits for a word.")));
  }
}

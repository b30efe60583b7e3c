package io.issuestream.insights.linkage;

import io.issuestream.contracts.metrics.PrLinkage;
import io.issuestream.edge.Caller;
import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The team's linkage figures, by repository, and cut by week, author or sprint. */
@RestController
@RequestMapping("/api/v1/pr-linkage")
class LinkageController {

  private final Linkages linkages;
  private final LinkageFacts facts;

  LinkageController(Linkages linkages, LinkageFacts facts) {
    this.linkages = linkages;
    this.facts = facts;
  }

  @GetMapping
  Mono<Page<PrLinkage>> list(
      Caller caller,
      @RequestParam @Nullable String repository,
      @RequestParam @Nullable Integer limit,
      @RequestParam @Nullable String after) {
    int size = Page.limit(limit);
    return linkages
        .list(caller.team(), repository, after, size + 1)
        .collectList()
        .filter(rows -> repository == null || !rows.isEmpty())
        .switchIfEmpty(Mono.error(LinkageController::unknownRepository))
        .map(rows -> Page.of(rows, size, PrLinkage::repository));
  }

  @GetMapping(params = "by")
  Mono<Series> series(
      Caller caller, @RequestParam String by, @RequestParam @Nullable String repository) {
    Cut cut = Cut.of(by);
    return facts
        .pullRequests(caller.team(), repository)
        .collectList()
        .filter(pullRequests -> repository == null || !pullRequests.isEmpty())
        .switchIfEmpty(Mono.error(LinkageController::unknownRepository))
        .flatMap(pullRequests -> slices(caller.team(), cut, pullRequests))
        .map(slices -> new Series(repository, cut.toString(), slices));
  }

  private Mono<List<LinkageSlice>> slices(
      String teamId, Cut cut, List<LinkedPullRequest> pullRequests) {
    Set<String> projects = LinkFigures.projects(pullRequests);
    return switch (cut) {
      case WEEK ->
          facts.donePerWeek(teamId, projects).map(done -> LinkageSeries.byWeek(pullRequests, done));
      case AUTHOR -> Mono.fromSupplier(() -> LinkageSeries.byAuthor(pullRequests));
      case SPRINT ->
          facts
              .sprints(teamId, projects)
              .map(sprints -> LinkageSeries.bySprint(pullRequests, sprints));
    };
  }

  private static Problem unknownRepository() {
    return Problem.notFound("No pull request of this repository is known.");
  }

  /**
   * A series of figures.
   *
   * @param repository null for all of the team's
   */
  record Series(@Nullable String repository, String by, List<LinkageSlice> items) {}

  private enum Cut {
    WEEK,
    AUTHOR,
    SPRINT;

    static Cut of(String name) {
      for (Cut cut : values()) {
        if (cut.toString().equals(name)) {
          return cut;
        }
      }
      throw Problem.invalid("by is week, author or sprint.");
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

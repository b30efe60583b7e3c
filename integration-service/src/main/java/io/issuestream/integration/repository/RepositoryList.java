package io.issuestream.integration.repository;

import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.github.GithubFailure;
import io.issuestream.github.GithubRepository;
import io.issuestream.integration.github.connection.GithubAccess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every repository GitHub shows beside what is tracked, by name. */
@Component
class RepositoryList {

  private final GithubAccess access;
  private final RepositoryCatalogue catalogue;
  private final TrackedRepositories tracked;

  RepositoryList(GithubAccess access, RepositoryCatalogue catalogue, TrackedRepositories tracked) {
    this.access = access;
    this.catalogue = catalogue;
    this.tracked = tracked;
  }

  /**
   * A part of the list.
   *
   * @param stale whether GitHub could not be asked, so that only tracked repositories are shown
   * @param notice why, and what to do; null when all is well
   */
  record Listed(
      List<RepositoryView> items, @Nullable String next, boolean stale, @Nullable String notice) {}

  /** A part of the list after a cursor; a 404 problem where GitHub is not connected. */
  Mono<Listed> read(String teamId, int limit, @Nullable String after) {
    String from = after == null ? "" : decoded(after);
    return access
        .forPeople(teamId)
        .flatMap(open -> catalogue.all(open))
        .flatMap(shown -> merged(teamId, shown))
        .map(views -> part(views, limit, from, null))
        .onErrorResume(
            GithubFailure.class,
            failure ->
                held(teamId)
                    .filter(RepositoryView::tracked)
                    .collectList()
                    .map(views -> part(views, limit, from, failure)));
  }

  /** All that the team tracks or once tracked, without asking GitHub. */
  Flux<RepositoryView> held(String teamId) {
    return tracked.all(teamId).map(known -> RepositoryView.of(known, null, false));
  }

  /** What is shown, and what is tracked but no longer shown: a loss the admin has to see. */
  Mono<List<RepositoryView>> merged(String teamId, List<GithubRepository> shown) {
    return tracked
        .all(teamId)
        .collectMap(TrackedRepository::repositoryId)
        .map(known -> {
          var views = new ArrayList<RepositoryView>(shown.size());
          for (GithubRepository one : shown) {
            TrackedRepository held = known.remove(one.id());
            views.add(held == null ? RepositoryView.of(one) : RepositoryView.of(held, one, true));
          }
          known.values().stream()
              .filter(TrackedRepository::active)
              .forEach(lost -> views.add(RepositoryView.of(lost, null, true)));
          return views;
        });
  }

  private static Listed part(
      List<RepositoryView> all, int limit, String from, @Nullable GithubFailure failure) {
    List<RepositoryView> rows =
        all.stream()
            .sorted(Comparator.comparing(RepositoryList::place))
            .filter(view -> place(view).compareTo(from) > 0)
            .limit(limit + 1L)
            .toList();
    Page<RepositoryView> page = Page.of(rows, limit, view -> encoded(place(view)));
    String notice = failure == null ? null : failure.getMessage() + ". " + failure.advice();
    return new Listed(page.items(), page.next(), failure != null, notice);
  }

  private static String place(RepositoryView view) {
    return view.fullName() + "\u0001" + view.repositoryId();
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

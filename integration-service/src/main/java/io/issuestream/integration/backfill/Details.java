package io.issuestream.integration.backfill;

import io.issuestream.github.Github;
import io.issuestream.github.GithubPage;
import io.issuestream.github.PageRequest;
import io.issuestream.integration.backfill.Reads.Read;
import io.issuestream.integration.pullrequest.ListedPullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asks for the reviews and commits of a pull request: two requests, seldom more, often fewer. */
final class Details {

  /**
   * Reviews by bots and by the author come before the one that counts; so far they are followed.
   */
  private static final int MOST_REVIEW_PAGES = 5;

  /** GitHub lists 250 commits at most. */
  private static final int MOST_COMMIT_PAGES = 3;

  private final Github github;
  private final Walk walk;

  Details(Github github, Walk walk) {
    this.github = github;
    this.walk = walk;
  }

  /** A pull request with its details, and what to remember of having asked. */
  record Detailed(ListedPullRequest pullRequest, Read read) {}

  private record Reviews(List<JsonNode> items, @Nullable String etag) {}

  /**
   * Asks for what may have changed since.
   *
   * @param before what was read before; null for nothing
   */
  Mono<Detailed> of(ListedPullRequest listed, @Nullable Read before) {
    boolean sameHead = before != null && Objects.equals(before.headSha(), listed.headSha());
    Mono<List<JsonNode>> commits = sameHead ? Mono.just(List.of()) : commits(listed);
    return Mono.zip(reviews(listed, before), commits)
        .map(both ->
            new Detailed(
                listed.withReviews(both.getT1().items()).withCommits(both.getT2()),
                new Read(
                    listed.number(), listed.updatedAt(), listed.headSha(), both.getT1().etag())));
  }

  private Mono<Reviews> reviews(ListedPullRequest listed, @Nullable Read before) {
    PageRequest first = PageRequest.reviews(walk.repositoryId(), listed.number());
    return github
        .page(first.unless(before == null ? null : before.reviewsEtag()))
        .flatMap(page ->
            further(page)
                .takeUntil(more -> listed.withReviews(more.items()).reviewed())
                .take(MOST_REVIEW_PAGES)
                .collectList()
                .map(pages -> new Reviews(items(pages), page.etag())));
  }

  private Mono<List<JsonNode>> commits(ListedPullRequest listed) {
    return github
        .page(PageRequest.commits(walk.repositoryId(), listed.number()))
        .flatMap(page -> further(page).take(MOST_COMMIT_PAGES).collectList().map(Details::items));
  }

  /** The page and those it leads to, asked for one by one as they are wanted. */
  private Flux<GithubPage> further(GithubPage page) {
    PageRequest next = page.next();
    return next == null
        ? Flux.just(page)
        : Flux.concat(
            Mono.just(page), Flux.defer(() -> github.page(next).flatMapMany(this::further)));
  }

  private static List<JsonNode> items(List<GithubPage> pages) {
    var all = new ArrayList<JsonNode>();
    pages.forEach(page -> all.addAll(page.items()));
    return all;
  }
}

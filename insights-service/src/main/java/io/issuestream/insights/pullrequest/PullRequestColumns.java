package io.issuestream.insights.pullrequest;

import io.issuestream.contracts.code.PullRequestEvent;
import io.issuestream.contracts.code.PullRequestState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch of pull requests as columns, in the order the statement takes them. */
final class PullRequestColumns {

  private final String[] teams;
  private final String[] ids;
  private final Long[] revisions;
  private final String[] repositories;
  private final Integer[] numbers;
  private final @Nullable String[] titles;
  private final @Nullable String[] branches;
  private final @Nullable String[] bases;
  private final String[] states;
  private final Boolean[] drafts;
  private final @Nullable String[] authors;
  private final Instant[] created;
  private final Instant[] updated;
  private final @Nullable Instant[] reviewed;
  private final @Nullable Instant[] merged;
  private final @Nullable Instant[] closed;
  private final @Nullable Integer[] additions;
  private final @Nullable Integer[] deletions;
  private final @Nullable Integer[] files;

  PullRequestColumns(List<PullRequestEvent> events) {
    int size = events.size();
    teams = new String[size];
    ids = new String[size];
    revisions = new Long[size];
    repositories = new String[size];
    numbers = new Integer[size];
    titles = new String[size];
    branches = new String[size];
    bases = new String[size];
    states = new String[size];
    drafts = new Boolean[size];
    authors = new String[size];
    created = new Instant[size];
    updated = new Instant[size];
    reviewed = new Instant[size];
    merged = new Instant[size];
    closed = new Instant[size];
    additions = new Integer[size];
    deletions = new Integer[size];
    files = new Integer[size];
    for (int row = 0; row < size; row++) {
      set(row, events.get(row));
    }
  }

  private void set(int row, PullRequestEvent event) {
    PullRequestState pullRequest = event.pullRequest();
    teams[row] = event.teamId();
    ids[row] = pullRequest.id();
    revisions[row] = event.revision();
    repositories[row] = pullRequest.repository();
    numbers[row] = pullRequest.number();
    titles[row] = storable(pullRequest.title());
    branches[row] = storable(pullRequest.branch());
    bases[row] = storable(pullRequest.baseBranch());
    states[row] = pullRequest.state().toString();
    drafts[row] = pullRequest.draft();
    authors[row] = pullRequest.authorId();
    created[row] = pullRequest.createdAt();
    updated[row] = pullRequest.updatedAt();
    reviewed[row] = pullRequest.firstReviewAt();
    merged[row] = pullRequest.mergedAt();
    closed[row] = pullRequest.closedAt();
    additions[row] = pullRequest.additions();
    deletions[row] = pullRequest.deletions();
    files[row] = pullRequest.changedFiles();
  }

  /** PostgreSQL's text holds every character but the zero one, which JSON can carry. */
  private static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace("\u0000", "");
  }

  List<Object> values() {
    return List.of(
        teams,
        ids,
        revisions,
        repositories,
        numbers,
        titles,
        branches,
        bases,
        states,
        drafts,
        authors,
        created,
        updated,
        reviewed,
        merged,
        closed,
        additions,
        deletions,
        files);
  }
}

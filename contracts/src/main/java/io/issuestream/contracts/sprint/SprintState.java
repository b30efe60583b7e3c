package io.issuestream.contracts.sprint;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sprint's complete published state.
 *
 * @param id Jira's id
 * @param boardId the board the sprint was created on, where known
 * @param jiraBoardName that board's name, where known
 * @param jiraProjectKey the project the board belongs to, else one whose issues name the sprint
 * @param goal as the team worded it; null without one
 * @param startDate the planned start until the sprint is started, then the start
 * @param endDate the planned end
 * @param completeDate when it was closed; null until then
 * @param activatedDate when the sprint was really started, where Jira says so
 * @param jiraLastUpdated when the state was read from Jira in this form
 * @param deleted true when the sprint is known to be gone from Jira
 */
public record SprintState(
    @Range(min = 1) long id,
    @Nullable Long boardId,
    @Nullable String jiraBoardName,
    @Nullable String jiraProjectKey,
    String name,
    SprintPhase state,
    @Nullable String goal,
    @Nullable Instant startDate,
    @Nullable Instant endDate,
    @Nullable Instant completeDate,
    @Nullable Instant activatedDate,
    Instant jiraLastUpdated,
    boolean deleted) {

  public SprintState {
    Checks.atLeast(1, id, "id");
    requireNonNull(name, "name");
    requireNonNull(state, "state");
    requireNonNull(jiraLastUpdated, "jiraLastUpdated");
  }
}

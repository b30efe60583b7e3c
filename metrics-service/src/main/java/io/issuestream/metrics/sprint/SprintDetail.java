package io.issuestream.metrics.sprint;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.issuestream.contracts.metrics.SprintMetrics;
import java.util.Map;

/**
 * A sprint's figures.
 *
 * @param revision counts their changes, as on {@code metrics.sprints}
 * @param memberIds the team members behind the persons named, by person; those matched only
 */
record SprintDetail(
    @JsonUnwrapped SprintMetrics metrics, long revision, Map<String, String> memberIds) {}

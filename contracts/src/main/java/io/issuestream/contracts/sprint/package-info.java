/** Sprints on {@code jira.sprints}. */
@NullMarked
package io.issuestream.contracts.sprint;

import org.jspecify.annotations.NullMarked;

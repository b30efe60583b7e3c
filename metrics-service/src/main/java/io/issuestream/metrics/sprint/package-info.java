/**
 * Sprints and their figures: reads {@code jira.sprints}, works ledgers out again when something in
 * them changed, publishes {@code metrics.sprints} and answers for it. What the facts mean belongs
 * to {@code ledger}.
 */
@NullMarked
package io.issuestream.metrics.sprint;

import org.jspecify.annotations.NullMarked;

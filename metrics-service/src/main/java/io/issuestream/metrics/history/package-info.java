/**
 * An issue as its past: sprints entered and left, status, estimate and assignee over time. Pure;
 * what the past means for a sprint or a project belongs to {@code ledger} and {@code flow}.
 */
@NullMarked
package io.issuestream.metrics.history;

import org.jspecify.annotations.NullMarked;

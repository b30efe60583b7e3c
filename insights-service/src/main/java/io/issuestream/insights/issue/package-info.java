/**
 * The few facts of {@code jira.issues} that links and insights need, and which keys mean which
 * issue.
 */
@NullMarked
package io.issuestream.insights.issue;

import org.jspecify.annotations.NullMarked;

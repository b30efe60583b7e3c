/**
 * user-matcher: which Jira account is which team member. It owns the list of team members and the
 * decisions; accounts are known from {@code jira.users}.
 */
@NullMarked
package io.issuestream.matching;

import org.jspecify.annotations.NullMarked;

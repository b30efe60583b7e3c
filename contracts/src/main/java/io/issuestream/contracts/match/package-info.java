/** Which Jira account is which team member, on {@code user.matches}; by reference only. */
@NullMarked
package io.issuestream.contracts.match;

import org.jspecify.annotations.NullMarked;

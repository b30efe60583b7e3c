/**
 * Issues as they stand in Jira, on {@code jira.issues}: whole state with changelog facts, former
 * keys and sprints, and no description or comment text.
 */
@NullMarked
package io.issuestream.contracts.issue;

import org.jspecify.annotations.NullMarked;

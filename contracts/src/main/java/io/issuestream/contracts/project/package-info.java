/** Which Jira projects a team tracks, on {@code jira.projects}. */
@NullMarked
package io.issuestream.contracts.project;

import org.jspecify.annotations.NullMarked;

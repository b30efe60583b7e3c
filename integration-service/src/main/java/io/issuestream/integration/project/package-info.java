/**
 * Which of Jira's projects a team tracks: the list to choose from and the choice. How far a
 * project's sync is belongs to {@code sync}.
 */
@NullMarked
package io.issuestream.integration.project;

import org.jspecify.annotations.NullMarked;

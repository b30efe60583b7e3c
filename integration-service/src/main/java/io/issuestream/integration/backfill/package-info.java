/**
 * Reads the pull requests of tracked repositories, with their reviews and commits, from GitHub:
 * once in full, then what changed. Every replica looks for work; a connection is read by one at a
 * time, page by page, and by another from the same page on where that one died. What is read
 * becomes events in {@code pullrequest}.
 */
@NullMarked
package io.issuestream.integration.backfill;

import org.jspecify.annotations.NullMarked;

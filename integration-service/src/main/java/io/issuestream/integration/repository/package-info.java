/**
 * Which of GitHub's repositories a team tracks: the list to choose from and the choice. Reading
 * them belongs to {@code backfill}, which keeps how far it is in the same table.
 */
@NullMarked
package io.issuestream.integration.repository;

import org.jspecify.annotations.NullMarked;

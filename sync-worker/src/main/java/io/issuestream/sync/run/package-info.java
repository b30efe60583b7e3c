/**
 * Sync runs as rows: asking for one, their stages, checkpoints and counts, and what is told of
 * them. Doing the work is the work package's.
 */
@NullMarked
package io.issuestream.sync.run;

import org.jspecify.annotations.NullMarked;

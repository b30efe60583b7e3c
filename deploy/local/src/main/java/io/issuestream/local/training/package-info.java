/**
 * Makes the start-up caches: runs every program of the stack once, with Java recording what it
 * loads.
 *
 * <p>A cache belongs to one jar's content and lies beside it; where there is none, programs start
 * slower and work the same. Why it is done this way is in {@code docs/adr/0006-fast-starts.md}.
 */
@NullMarked
package io.issuestream.local.training;

import org.jspecify.annotations.NullMarked;

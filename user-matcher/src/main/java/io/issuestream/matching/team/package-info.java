/**
 * What concerns a team as a whole: the mark that its accounts have to be matched anew, and its
 * lock.
 */
@NullMarked
package io.issuestream.matching.team;

import org.jspecify.annotations.NullMarked;

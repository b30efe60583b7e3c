/**
 * The proof that the copy of a project is complete: what a census compares, what it found last, and
 * an admin's word where very much vanished at once. How issues are read is not its business.
 */
@NullMarked
package io.issuestream.sync.census;

import org.jspecify.annotations.NullMarked;

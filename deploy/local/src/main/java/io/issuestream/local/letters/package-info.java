/**
 * {@code ./issuestream dead-letters}: what services could not process, shown, tried again and
 * discarded through their own API.
 */
@NullMarked
package io.issuestream.local.letters;

import org.jspecify.annotations.NullMarked;

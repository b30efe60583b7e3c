/**
 * A service's dead letters over HTTP, for whoever operates it: what there is, what is in one,
 * trying again, discarding. What a letter is, and how one is tried again, is in {@code messaging}.
 */
@NullMarked
package io.issuestream.deadletters;

import org.jspecify.annotations.NullMarked;

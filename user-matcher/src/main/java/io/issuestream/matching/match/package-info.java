/**
 * Which account is which member: the rules, the decisions made by hand, and what became of each
 * account, on {@code user.matches} and over HTTP.
 */
@NullMarked
package io.issuestream.matching.match;

import org.jspecify.annotations.NullMarked;

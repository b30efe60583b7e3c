/**
 * A small client of Issuestream's own public API, as an admin's scripts would use it.
 *
 * <p>It knows HTTP, tokens and problem details; what the endpoints mean is for its users.
 */
@NullMarked
package io.issuestream.local.api;

import org.jspecify.annotations.NullMarked;

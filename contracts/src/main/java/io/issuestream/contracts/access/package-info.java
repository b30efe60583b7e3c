/**
 * Who may do what on the broker: the principals, and the one list that their permissions are made
 * from wherever a broker has walls.
 *
 * <p>It owns the list, not how a broker is told of it, nor passwords and certificates.
 */
@NullMarked
package io.issuestream.contracts.access;

import org.jspecify.annotations.NullMarked;

/**
 * Which worker works for a connection: leases with a growing epoch. Knows nothing of what is done
 * under a lease.
 */
@NullMarked
package io.issuestream.sync.lease;

import org.jspecify.annotations.NullMarked;

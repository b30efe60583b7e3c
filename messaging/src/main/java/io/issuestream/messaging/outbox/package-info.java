/**
 * Publishing that is atomic with the database change: the outbox, its sharded relays and their
 * leases. Does not decide what is published.
 */
@NullMarked
package io.issuestream.messaging.outbox;

import org.jspecify.annotations.NullMarked;

/**
 * The one Kafka boundary for consumers: batches decoded, checked, handed over and acknowledged,
 * tried again or put aside. Holds no projection, and does not know where aside is.
 */
@NullMarked
package io.issuestream.messaging.inbound;

import org.jspecify.annotations.NullMarked;

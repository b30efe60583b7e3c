/**
 * The one Kafka boundary for consumers: batches decoded, checked, handed over and acknowledged;
 * dead letters. Holds no projection.
 */
@NullMarked
package io.issuestream.messaging.inbound;

import org.jspecify.annotations.NullMarked;

/**
 * What others may see of a service's inside: whether it can do its work, and the figures of its
 * outbox and its consumers. Looks on and changes nothing.
 */
@NullMarked
package io.issuestream.messaging.watch;

import org.jspecify.annotations.NullMarked;

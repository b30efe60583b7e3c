/**
 * Dead letters: what a service cannot process, with its cause, on {@code <topic>.<group>.dlt};
 * counted, shown, tried again and taken away. It owns those topics, not why a record is put there.
 */
@NullMarked
package io.issuestream.messaging.deadletter;

import org.jspecify.annotations.NullMarked;

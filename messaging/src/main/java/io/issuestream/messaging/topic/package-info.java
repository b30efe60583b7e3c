/** Declares the topics a service reads and writes, as {@code contracts} describes them. */
@NullMarked
package io.issuestream.messaging.topic;

import org.jspecify.annotations.NullMarked;

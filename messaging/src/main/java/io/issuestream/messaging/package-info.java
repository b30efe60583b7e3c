/**
 * How services exchange events: the JSON form and headers of an event, its settings and the
 * auto-configuration. What an event means belongs to {@code contracts} and to the services.
 */
@NullMarked
package io.issuestream.messaging;

import org.jspecify.annotations.NullMarked;

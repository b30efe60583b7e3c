/**
 * Deliveries from outside, whoever sends them: stored before they are answered, processed from the
 * table, retried, listed, kept for a while. What a delivery means belongs to its handler's package.
 */
@NullMarked
package io.issuestream.integration.webhook;

import org.jspecify.annotations.NullMarked;

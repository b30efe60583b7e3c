/**
 * The services' encryption keys of a local stack: made once, kept readable by their owner only.
 *
 * <p>It does not encrypt anything; the services do, with these.
 */
@NullMarked
package io.issuestream.local.keys;

import org.jspecify.annotations.NullMarked;

/**
 * Keeps the processes of the local stack running: starts them in order, watches their health,
 * restarts what ends, and stops them in order.
 *
 * <p>It knows how to look after parts, not which parts there are.
 */
@NullMarked
package io.issuestream.local.supervisor;

import org.jspecify.annotations.NullMarked;

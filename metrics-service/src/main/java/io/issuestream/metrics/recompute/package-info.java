/**
 * Doing again what has to be done again: marks set in the transaction of a change, and the loop
 * that takes many at once, leaves them time to collapse, and lets several replicas share the work.
 * What is worked out belongs to {@code sprint} and {@code flow}.
 */
@NullMarked
package io.issuestream.metrics.recompute;

import org.jspecify.annotations.NullMarked;

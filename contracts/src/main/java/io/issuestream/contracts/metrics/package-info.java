/**
 * Sprint, flow and linkage metrics on {@code metrics.sprints}, {@code metrics.flow} and {@code
 * metrics.pr-linkage}.
 */
@NullMarked
package io.issuestream.contracts.metrics;

import org.jspecify.annotations.NullMarked;

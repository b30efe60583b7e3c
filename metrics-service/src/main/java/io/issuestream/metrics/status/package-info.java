/** How far the metrics are behind. Counts only; owns nothing. */
@NullMarked
package io.issuestream.metrics.status;

import org.jspecify.annotations.NullMarked;

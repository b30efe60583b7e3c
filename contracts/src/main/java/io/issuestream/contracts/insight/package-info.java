/** Findings on {@code insights.findings}. */
@NullMarked
package io.issuestream.contracts.insight;

import org.jspecify.annotations.NullMarked;

/**
 * Flow: lead and cycle time, throughput, work in progress. Pure calculations on plain values, of
 * one issue and of a project's issues together; reading, keeping and publishing belong to {@code
 * issue} and {@code project}.
 */
@NullMarked
package io.issuestream.metrics.flow;

import org.jspecify.annotations.NullMarked;

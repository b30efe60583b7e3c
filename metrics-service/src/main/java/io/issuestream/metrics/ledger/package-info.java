/**
 * The sprint ledger: which issues a sprint committed to, gained, lost, finished and handed on, and
 * the figures those facts sum up to. Pure calculations on plain values; reading and keeping them
 * belongs to {@code sprint}.
 */
@NullMarked
package io.issuestream.metrics.ledger;

import org.jspecify.annotations.NullMarked;

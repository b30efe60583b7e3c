/**
 * Traces that follow a change over topics and over work that is done later: what is remembered of a
 * trace in a row or a record's header, and the spans that go on from it. Does not decide where
 * spans are sent, nor how many are kept.
 */
@NullMarked
package io.issuestream.messaging.trace;

import org.jspecify.annotations.NullMarked;

/**
 * What a service holds of the topics' aggregates, told to an sre in counts and checksums, so that
 * the places an aggregate travels through can be compared without moving it again. Each service
 * says what it holds; who compares is not its business.
 */
@NullMarked
package io.issuestream.edge.holding;

import org.jspecify.annotations.NullMarked;

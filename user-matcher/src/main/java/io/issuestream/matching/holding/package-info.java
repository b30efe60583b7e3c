/**
 * What this service holds of the topics it reads and owns, and what it has yet to do: for an sre.
 */
@NullMarked
package io.issuestream.matching.holding;

import org.jspecify.annotations.NullMarked;

/** Helps services test their edge: tokens of an in-process issuer, and the rules of the house. */
@NullMarked
package io.issuestream.edge.testing;

import org.jspecify.annotations.NullMarked;

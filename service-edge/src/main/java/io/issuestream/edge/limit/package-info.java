/**
 * How much a caller may send: bytes per body, requests per team and per address. Knows who calls
 * from the edge, and nothing of what is asked.
 */
@NullMarked
package io.issuestream.edge.limit;

import org.jspecify.annotations.NullMarked;

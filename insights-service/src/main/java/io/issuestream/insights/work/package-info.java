/**
 * What has to be computed anew, and the loop that does it: marks written in the transaction of a
 * change, taken by one replica at a time, many changes at once. What is computed is for the workers
 * of other packages to know.
 */
@NullMarked
package io.issuestream.insights.work;

import org.jspecify.annotations.NullMarked;

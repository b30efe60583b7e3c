/**
 * What other services concluded, as last published: sprint metrics, flow metrics and user matches.
 */
@NullMarked
package io.issuestream.insights.upstream;

import org.jspecify.annotations.NullMarked;

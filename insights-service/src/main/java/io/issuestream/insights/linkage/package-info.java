/**
 * How a repository's pull requests relate to known issues: the figures, their series, the topic and
 * the endpoint. Keys are found in {@code key}; issues and pull requests are written by {@code
 * issue} and {@code pullrequest}.
 */
@NullMarked
package io.issuestream.insights.linkage;

import org.jspecify.annotations.NullMarked;

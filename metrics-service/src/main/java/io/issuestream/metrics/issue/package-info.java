/**
 * What the metrics keep of issues: reads {@code jira.issues}, keeps narrow columns and the past of
 * those that touched a sprint, and marks what has to be worked out again. Works out no figure.
 */
@NullMarked
package io.issuestream.metrics.issue;

import org.jspecify.annotations.NullMarked;

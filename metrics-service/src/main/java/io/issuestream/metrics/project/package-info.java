/**
 * Projects and their flow: works it out again when an issue changed, publishes {@code metrics.flow}
 * and answers for it. What the figures mean belongs to {@code flow}.
 */
@NullMarked
package io.issuestream.metrics.project;

import org.jspecify.annotations.NullMarked;

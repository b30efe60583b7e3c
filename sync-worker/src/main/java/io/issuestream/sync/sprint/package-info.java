/** Sprints as boards and issues tell them. What happened in a sprint is metrics-service's. */
@NullMarked
package io.issuestream.sync.sprint;

import org.jspecify.annotations.NullMarked;

/**
 * Sprint and flow metrics: keeps what it needs of issues and sprints, works out their figures and
 * publishes them. Knows Jira only by the events it reads; findings about the figures belong to
 * insights-service.
 */
@NullMarked
package io.issuestream.metrics;

import org.jspecify.annotations.NullMarked;

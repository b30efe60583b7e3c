/**
 * insights-service: which pull requests belong to which issues, and what the team should look at.
 * It owns pull requests, links and findings; issues and sprints belong to others and are known here
 * only by a few facts.
 */
@NullMarked
package io.issuestream.insights;

import org.jspecify.annotations.NullMarked;

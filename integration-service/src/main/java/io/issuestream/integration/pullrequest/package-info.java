/**
 * Turns GitHub deliveries, and what GitHub was asked for, into pull requests on {@code
 * code.pull-requests}: one store for both, so that they agree. Reading and folding are pure; links
 * to issues are insights-service's.
 */
@NullMarked
package io.issuestream.integration.pullrequest;

import org.jspecify.annotations.NullMarked;

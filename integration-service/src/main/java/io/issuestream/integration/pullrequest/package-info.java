/**
 * Turns GitHub deliveries into pull requests on {@code code.pull-requests}. Reading and folding are
 * pure; links to issues are insights-service's.
 */
@NullMarked
package io.issuestream.integration.pullrequest;

import org.jspecify.annotations.NullMarked;

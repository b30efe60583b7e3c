/**
 * Pull requests as {@code code.pull-requests} tells them: stored without their texts but with the
 * keys they name, and shown with the issues these turned out to be.
 */
@NullMarked
package io.issuestream.insights.pullrequest;

import org.jspecify.annotations.NullMarked;

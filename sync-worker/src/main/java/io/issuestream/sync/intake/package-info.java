/**
 * What starts and stops runs: the topics that tell of connections, projects and requests, and the
 * interval. How a run goes on is not its business.
 */
@NullMarked
package io.issuestream.sync.intake;

import org.jspecify.annotations.NullMarked;

/**
 * GitHub's way in: the hooks a team makes, and the open endpoint that checks each delivery's
 * signature. What the deliveries say is read in {@code pullrequest}.
 */
@NullMarked
package io.issuestream.integration.github;

import org.jspecify.annotations.NullMarked;

/**
 * Everything that knows Jira's HTTP: addresses and credentials, paging, request budget, retries and
 * circuit breaker per connection, the shapes in which Cloud and Data Center write issues, sprints
 * and changelogs, and the named failures all of this can end in. It does not own what is done with
 * the values: no storage, no checkpoints, no events, no decision about which project to read, and
 * no credentials beyond the call at hand.
 */
@NullMarked
package io.issuestream.jira;

import org.jspecify.annotations.NullMarked;

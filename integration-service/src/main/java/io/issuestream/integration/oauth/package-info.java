/**
 * Jira Cloud by OAuth 2.0 (3LO): consent, choice of site, and access tokens kept alive, one refresh
 * of a grant at a time over all replicas. What a connection is, and how Jira is asked, is {@code
 * connection}'s.
 */
@NullMarked
package io.issuestream.integration.oauth;

import org.jspecify.annotations.NullMarked;

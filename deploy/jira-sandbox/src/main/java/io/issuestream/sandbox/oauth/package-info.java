/**
 * Atlassian's authorisation for applications, OAuth 2.0 with a user's consent (3LO): the consent
 * page, codes, rotating refresh tokens, and the gateway through which access tokens reach a site.
 * Owns grants, clients and the scopes that endpoints ask for; what a site answers is the {@code
 * rest} package's. It holds tokens in memory only and protects nothing real.
 */
@NullMarked
package io.issuestream.sandbox.oauth;

import org.jspecify.annotations.NullMarked;

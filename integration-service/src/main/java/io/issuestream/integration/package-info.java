/**
 * The service that faces the team admin and the outside: Jira connections, project selection, sync
 * status, GitHub webhooks. This package only starts it; each feature has a package of its own.
 */
@NullMarked
package io.issuestream.integration;

import org.jspecify.annotations.NullMarked;

/**
 * GitHub's REST API as far as a backfill of pull requests needs it: repositories, pull requests,
 * reviews and commits, with GitHub's paging, conditional requests, logins and limits. It tells the
 * same as the webhook deliveries, which the {@code generate} package writes along with the data
 * itself.
 */
@NullMarked
package io.issuestream.sandbox.github;

import org.jspecify.annotations.NullMarked;

/** Jira accounts as {@code jira.users} tells them. */
@NullMarked
package io.issuestream.matching.account;

import org.jspecify.annotations.NullMarked;

/**
 * Jira accounts on {@code jira.users}: one of the two places where a person's account id, name and
 * e-mail travel.
 */
@NullMarked
package io.issuestream.contracts.user;

import org.jspecify.annotations.NullMarked;

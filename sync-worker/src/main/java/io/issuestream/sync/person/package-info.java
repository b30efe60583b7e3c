/**
 * Jira accounts and the random references that stand for them in every other event. Matching them
 * to team members is user-matcher's.
 */
@NullMarked
package io.issuestream.sync.person;

import org.jspecify.annotations.NullMarked;

/**
 * Changing issues as a Jira user would: every change moves {@code updated} and leaves a history.
 * Owns what an edit means; how values are kept belongs to {@code data}.
 */
@NullMarked
package io.issuestream.sandbox.edit;

import org.jspecify.annotations.NullMarked;

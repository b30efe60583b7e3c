/**
 * Jira connections and their sealed credentials as other services announced them, and opening a
 * Jira with them. Decides nothing about when a connection is used.
 */
@NullMarked
package io.issuestream.sync.connection;

import org.jspecify.annotations.NullMarked;

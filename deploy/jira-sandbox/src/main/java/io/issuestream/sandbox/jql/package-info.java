/**
 * The part of JQL that the product sends: its parser, and finding issues by it with keyset and
 * offset paging. What it does not know it refuses as Jira refuses an unknown field, so that a query
 * never silently means something else.
 */
@NullMarked
package io.issuestream.sandbox.jql;

import org.jspecify.annotations.NullMarked;

/**
 * The issue store: what is published of an issue, when a read is accepted, when its revision grows,
 * and the raw issues beside. Reading from Jira and the order of pages are not its business.
 */
@NullMarked
package io.issuestream.sync.issue;

import org.jspecify.annotations.NullMarked;

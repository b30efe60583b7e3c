/** A Jira, its connections and projects around a sync worker under test. */
@NullMarked
package io.issuestream.sync.testing;

import org.jspecify.annotations.NullMarked;

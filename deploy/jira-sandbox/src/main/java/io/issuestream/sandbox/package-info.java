/**
 * A Jira to run against: the sandbox as a whole, as a program and inside a test. Owns starting,
 * stopping and the direct methods behind the admin API; what Jira answers is in {@code rest}, what
 * is true in {@code data}.
 */
@NullMarked
package io.issuestream.sandbox;

import org.jspecify.annotations.NullMarked;

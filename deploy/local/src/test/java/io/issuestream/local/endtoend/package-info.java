/**
 * The whole product as its own processes, on the build's servers: from a page of Jira to the last
 * figure.
 *
 * <p>It looks from outside only: the API, the topics, the sandbox's log.
 */
@NullMarked
package io.issuestream.local.endtoend;

import org.jspecify.annotations.NullMarked;

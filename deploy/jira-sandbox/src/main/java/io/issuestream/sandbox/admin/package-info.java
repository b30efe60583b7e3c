/**
 * What the one running the sandbox does to its surfaces and sees of them: faults and the request
 * log. Nothing here exists in a real Jira.
 */
@NullMarked
package io.issuestream.sandbox.admin;

import org.jspecify.annotations.NullMarked;

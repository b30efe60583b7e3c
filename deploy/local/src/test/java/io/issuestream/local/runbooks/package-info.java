/**
 * The commands in {@code docs/operations}: each is understood by the program it names, and each is
 * run against a running stack by a long test.
 */
@NullMarked
package io.issuestream.local.runbooks;

import org.jspecify.annotations.NullMarked;

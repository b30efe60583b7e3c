/**
 * The local stack as a whole, as the command line sees it: bring up, take down, look at.
 *
 * <p>It talks to the supervisor's process through files and signals only, and so works from any
 * process.
 */
@NullMarked
package io.issuestream.local.stack;

import org.jspecify.annotations.NullMarked;

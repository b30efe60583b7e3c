/**
 * The subcommands of {@code ./issuestream}: arguments in, plain sentences and exit codes out.
 *
 * <p>What the commands do is in the packages beside it.
 */
@NullMarked
package io.issuestream.local.cli;

import org.jspecify.annotations.NullMarked;

/**
 * Where the local stack keeps its things and which ports it takes.
 *
 * <p>It owns the names of files and the numbers of ports, nothing that is in or behind them.
 */
@NullMarked
package io.issuestream.local.home;

import org.jspecify.annotations.NullMarked;

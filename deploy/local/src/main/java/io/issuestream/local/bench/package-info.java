/**
 * Measures how fast issues get through the whole pipeline on this machine, what each process spends
 * on them, and what the parts that cannot be avoided would take alone.
 *
 * <p>It measures from outside: the public API, the processes' own accounts in {@code /proc}, and,
 * for the floors, the same servers. It changes nothing in the services.
 */
@NullMarked
package io.issuestream.local.bench;

import org.jspecify.annotations.NullMarked;

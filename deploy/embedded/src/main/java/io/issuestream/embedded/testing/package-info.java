/**
 * One Kafka and one PostgreSQL for all tests of a build, whichever module and Java process they run
 * in.
 *
 * <p>It owns when these two start, who shares them and when they end, and gives every test its own
 * database and topic names. It does not own the tests' topics or tables, and knows no test or
 * application framework.
 */
@NullMarked
package io.issuestream.embedded.testing;

import org.jspecify.annotations.NullMarked;

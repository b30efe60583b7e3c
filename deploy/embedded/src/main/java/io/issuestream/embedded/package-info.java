/**
 * Starts, adopts and stops a real PostgreSQL and a real single-node Kafka as plain processes of
 * this machine.
 *
 * <p>It owns the processes, their data directories and their server settings. It does not own what
 * is kept in them: topics, tables and accounts of the services are declared by the services and by
 * whoever runs the stack.
 */
@NullMarked
package io.issuestream.embedded;

import org.jspecify.annotations.NullMarked;

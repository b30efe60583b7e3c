package io.issuestream.sync.lease;

import java.util.UUID;

/**
 * The right to work for a connection.
 *
 * @param holder the worker process
 * @param epoch grows with every change of holder, over all connections
 */
public record Lease(String teamId, String connectionId, UUID holder, long epoch) {}

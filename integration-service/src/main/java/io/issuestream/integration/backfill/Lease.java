package io.issuestream.integration.backfill;

/**
 * The right to read a connection.
 *
 * @param owner a name of its own for every time a lease is taken
 */
record Lease(String teamId, String connectionId, String owner) {}

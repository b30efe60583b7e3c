package io.issuestream.embedded.testing;

/**
 * A fresh, empty database, owned by an ordinary account so that row-level security holds.
 *
 * @param password not checked by the test server, but drivers want one
 */
public record TestDatabase(String r2dbcUrl, String jdbcUrl, String username, String password) {}

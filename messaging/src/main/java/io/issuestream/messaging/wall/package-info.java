/**
 * The wall between teams in PostgreSQL, on this side of it: every connection taken from the pool
 * carries the {@link io.issuestream.tenancy.TeamScope} of whoever takes it, and a test finds tables
 * the wall was not built around. The wall itself is SQL: {@code db/changelog/messaging/walls.sql}.
 */
@NullMarked
package io.issuestream.messaging.wall;

import org.jspecify.annotations.NullMarked;

package io.issuestream.sync.points;

import java.time.Duration;
import java.time.Instant;

/**
 * The answer to a team that asked for points.
 *
 * @param granted points it has now; 0 where it has to wait
 * @param pause until it makes sense to ask again; zero where it need not
 * @param window when the window began, by the database's clock
 * @param windowLeft how long the window lasts yet
 * @param left points that nobody has taken
 */
record Reservation(long granted, Duration pause, Instant window, Duration windowLeft, long left) {}

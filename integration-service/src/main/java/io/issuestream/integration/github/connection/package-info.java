/**
 * A team's connection to GitHub: its credentials, how it is, and the way to an open GitHub. What is
 * read through it is decided in {@code repository} and read in {@code backfill}.
 */
@NullMarked
package io.issuestream.integration.github.connection;

import org.jspecify.annotations.NullMarked;

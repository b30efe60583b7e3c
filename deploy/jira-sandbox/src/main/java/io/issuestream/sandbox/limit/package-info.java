/**
 * Jira's limits: how much a caller may ask, how it is refused and what it is told, and how well it
 * keeps to what it was told. Failures on purpose belong to {@code admin}.
 */
@NullMarked
package io.issuestream.sandbox.limit;

import org.jspecify.annotations.NullMarked;

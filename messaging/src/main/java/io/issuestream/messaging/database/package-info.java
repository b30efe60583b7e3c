/**
 * Statements and transactions that run to their end, whoever asked for them still waiting or not.
 * What they do belongs to those who issue them.
 */
@NullMarked
package io.issuestream.messaging.database;

import org.jspecify.annotations.NullMarked;

/**
 * The one-command stack: real Kafka and PostgreSQL, the Jira sandbox, the five services and a front
 * door on one machine.
 *
 * <p>This package is only its entry point. Nothing here is part of a production installation.
 */
@NullMarked
package io.issuestream.local;

import org.jspecify.annotations.NullMarked;

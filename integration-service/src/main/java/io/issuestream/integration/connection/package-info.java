/**
 * A team's connection to its Jira: checked before it is stored, sealed, handed to sync-worker,
 * removed. Opens Jira for the other features; which projects are tracked is not its matter.
 */
@NullMarked
package io.issuestream.integration.connection;

import org.jspecify.annotations.NullMarked;

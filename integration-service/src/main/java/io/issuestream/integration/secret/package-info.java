/**
 * Keeps secrets sealed: at rest under this service's own keys, for sync-worker under its public
 * key. Knows no table and no topic.
 */
@NullMarked
package io.issuestream.integration.secret;

import org.jspecify.annotations.NullMarked;

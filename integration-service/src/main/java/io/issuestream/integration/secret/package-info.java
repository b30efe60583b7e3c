/**
 * Keeps secrets sealed: at rest under this service's own keys, for sync-worker under its public
 * key; and seals them anew when a key is to go. Which tables and topics hold secrets is said by
 * whoever owns these.
 */
@NullMarked
package io.issuestream.integration.secret;

import org.jspecify.annotations.NullMarked;

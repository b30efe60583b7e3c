/**
 * Everything that knows GitHub's HTTP: credentials of both kinds, paging by {@code Link} headers,
 * conditional requests, primary and secondary limits, retries, and the named failures all of this
 * can end in. It does not own what is done with the answers: no storage, no checkpoints, no
 * decision about which repository to read. Pull requests, reviews and commits are handed on as the
 * JSON GitHub sent, which is the one that webhooks carry, too.
 */
@NullMarked
package io.issuestream.github;

import org.jspecify.annotations.NullMarked;

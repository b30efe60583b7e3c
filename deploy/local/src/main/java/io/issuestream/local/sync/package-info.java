/**
 * Asking for syncs from the command line: as the team's admin over the public API, or as the
 * night's trigger, which a Kubernetes cron job is in production.
 *
 * <p>It owns what is asked, the following of it and how it is shown; what is dispatched, and what a
 * run does, is the services' business.
 */
@NullMarked
package io.issuestream.local.sync;

import org.jspecify.annotations.NullMarked;

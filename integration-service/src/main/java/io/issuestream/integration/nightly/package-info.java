/**
 * The nightly trigger: one event on {@code jira.sync-requests} that asks for every team's sync. It
 * is published by a program that runs once, without the service around it: no web server, no
 * database, and an account on the broker that may do nothing else. When it runs is the business of
 * whoever starts it; what a night's sync reads is sync-worker's.
 */
@NullMarked
package io.issuestream.integration.nightly;

import org.jspecify.annotations.NullMarked;

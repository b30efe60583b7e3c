/**
 * The whole job as a team admin would do it, over the public API alone: fill a Jira, connect,
 * choose projects, import members, deliver pull requests, watch, and check that everything arrived.
 *
 * <p>It owns the steps, what is counted on the way and how it is shown. It does not know how
 * anything is computed: every figure it prints is one that the API gave.
 */
@NullMarked
package io.issuestream.local.demo;

import org.jspecify.annotations.NullMarked;

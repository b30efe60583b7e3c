package io.issuestream.sync.issue;

/**
 * What became of a page of issues.
 *
 * @param created were new
 * @param updated had changed
 * @param unchanged were stored so already, or were older than what is stored
 */
public record StoreOutcome(int created, int updated, int unchanged) {}

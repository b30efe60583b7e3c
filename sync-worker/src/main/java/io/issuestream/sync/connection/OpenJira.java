package io.issuestream.sync.connection;

import io.issuestream.jira.Jira;
import io.issuestream.jira.JiraKind;

/**
 * A Jira opened with credentials of one version.
 *
 * @param version of the credentials
 */
public record OpenJira(Jira jira, JiraKind kind, long version) {}

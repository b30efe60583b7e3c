package io.issuestream.integration.connection;

import io.issuestream.jira.Jira;

/** A team's connection, ready to be asked. */
public record OpenJira(JiraConnection connection, Jira jira) {}

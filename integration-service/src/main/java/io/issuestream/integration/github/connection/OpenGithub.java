package io.issuestream.integration.github.connection;

import io.issuestream.github.Github;

/** A connection, and the GitHub it opens. */
public record OpenGithub(GithubConnection connection, Github github) {}

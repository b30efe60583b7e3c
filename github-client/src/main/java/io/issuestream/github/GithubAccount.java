package io.issuestream.github;

/**
 * Whom GitHub takes us for.
 *
 * @param name the login of a token's owner, or the name of an app
 */
public record GithubAccount(String name) {}

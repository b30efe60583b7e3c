package io.issuestream.github;

/**
 * A repository the credentials can read.
 *
 * @param id GitHub's number, which stays when the name changes
 * @param fullName {@code owner/name}
 * @param hidden whether it is private
 */
public record GithubRepository(long id, String fullName, boolean hidden, boolean archived) {}

package io.issuestream.sandbox.generate;

/**
 * Somebody as GitHub knows them.
 *
 * @param login the login
 * @param id the numeric id
 * @param name the name in commits
 * @param email the e-mail address in commits
 */
public record Actor(String login, long id, String name, String email) {}

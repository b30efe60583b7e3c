package io.issuestream.jira;

/**
 * A project.
 *
 * @param id Jira's number as text; stable while the key may change. Empty where an issue did not
 *     say
 * @param key such as ALOY
 * @param name name to show
 */
public record JiraProject(String id, String key, String name) {}

package io.issuestream.sandbox.oauth;

import java.util.LinkedHashMap;
import java.util.Map;

/** The scopes that exist here, each with the sentence that the consent page shows. */
final class Scopes {
  /** Without it no refresh token is given. */
  static final String OFFLINE = "offline_access";

  private static final Map<String, String> SENTENCES = new LinkedHashMap<>();

  static {
    SENTENCES.put("read:jira-work", "View Jira issue data: projects, issues, their changes");
    SENTENCES.put("write:jira-work", "Create and edit issues in Jira");
    SENTENCES.put("read:jira-user", "View user information in Jira that you have access to");
    SENTENCES.put("manage:jira-project", "Manage project settings");
    SENTENCES.put("manage:jira-webhook", "Register and manage webhooks");
    SENTENCES.put("manage:jira-configuration", "Manage Jira global settings");
    SENTENCES.put("read:me", "View your profile");
    SENTENCES.put("read:account", "View your account");
    SENTENCES.put(OFFLINE, "Act on your behalf while you are away");
    SENTENCES.put("read:board-scope:jira-software", "View boards");
    SENTENCES.put("read:board-scope.admin:jira-software", "View the configuration of boards");
    SENTENCES.put("write:board-scope:jira-software", "Create and change boards");
    SENTENCES.put("read:sprint:jira-software", "View sprints");
    SENTENCES.put("write:sprint:jira-software", "Create and change sprints");
    SENTENCES.put("read:issue:jira-software", "View issues of boards");
    SENTENCES.put("write:issue:jira-software", "Change estimates and ranks of issues");
    SENTENCES.put("read:epic:jira-software", "View epics");
    SENTENCES.put("read:issue-details:jira", "View details of issues");
    SENTENCES.put("read:jql:jira", "Search by JQL");
  }

  private Scopes() {}

  /** Whether this is a scope: one of those above, or one that is formed as granular ones are. */
  static boolean known(String scope) {
    return SENTENCES.containsKey(scope)
        || scope.matches("(read|write|delete):[a-z][a-z.-]{1,60}:jira(-software)?");
  }

  static String sentence(String scope) {
    return SENTENCES.getOrDefault(scope, "Use " + scope);
  }
}

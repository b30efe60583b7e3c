package io.issuestream.jira;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads accounts: Cloud's by account id, Data Center's by key and, where that is missing, name. */
final class Accounts {

  private Accounts() {}

  /** The account, or null when there is none or nothing identifies it. */
  static @Nullable JiraUser read(@Nullable JsonNode node) {
    String key = key(node);
    if (node == null || key == null) {
      return null;
    }
    JsonNode active = node.get("active");
    return new JiraUser(
        key,
        Json.text(node, "displayName", key),
        Json.text(node, "emailAddress"),
        active == null || !active.isBoolean() || active.booleanValue(),
        type(Json.text(node, "accountType", "")),
        Json.text(node, "timeZone"));
  }

  static @Nullable String key(@Nullable JsonNode node) {
    if (node == null || !node.isObject()) {
      return null;
    }
    String accountId = Json.text(node, "accountId");
    if (accountId != null) {
      return accountId;
    }
    String key = Json.text(node, "key");
    return key != null ? key : Json.text(node, "name");
  }

  private static JiraUser.AccountType type(String word) {
    return switch (word) {
      case "atlassian" -> JiraUser.AccountType.ATLASSIAN;
      case "app" -> JiraUser.AccountType.APP;
      case "customer" -> JiraUser.AccountType.CUSTOMER;
      default -> JiraUser.AccountType.UNKNOWN;
    };
  }
}

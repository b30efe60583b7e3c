package io.issuestream.sandbox.oauth;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which scopes an endpoint asks for. From Atlassian's specifications: each platform endpoint takes
 * one classic scope or a set of granular ones; agile endpoints take granular ones only, so that an
 * application with only classic scopes reads issues and no sprints.
 */
final class ScopeRules {
  private static final String USER = "read:user:jira";
  private static final String AVATAR = "read:avatar:jira";
  private static final String GROUP = "read:group:jira";

  private static final Set<String> WORK = Set.of("read:jira-work");
  private static final Set<String> PEOPLE = Set.of("read:jira-user");

  private static final Set<String> ISSUE =
      Set.of(
          "read:issue-meta:jira",
          "read:issue-security-level:jira",
          "read:issue.vote:jira",
          "read:issue.changelog:jira",
          AVATAR,
          "read:issue:jira",
          "read:status:jira",
          USER,
          "read:field-configuration:jira");

  private static final Set<String> SEARCH_GET =
      Set.of(
          "read:issue-details:jira",
          "read:audit-log:jira",
          AVATAR,
          "read:field-configuration:jira",
          "read:issue-meta:jira");

  private static final Set<String> SEARCH_POST =
      Set.of(
          "read:issue-details:jira",
          "read:field.default-value:jira",
          "read:field.option:jira",
          "read:field:jira",
          GROUP);

  private static final Set<String> CHANGELOG =
      Set.of("read:issue-meta:jira", AVATAR, "read:issue.changelog:jira");

  private static final Set<String> PROJECT =
      Set.of(
          "read:issue-type:jira",
          "read:project:jira",
          "read:project.property:jira",
          USER,
          "read:application-role:jira",
          AVATAR,
          GROUP,
          "read:issue-type-hierarchy:jira",
          "read:project-category:jira",
          "read:project-version:jira",
          "read:project.component:jira");

  private static final Set<String> USERS =
      Set.of(USER, "read:application-role:jira", AVATAR, GROUP);

  private static final Map<String, List<Set<String>>> PLATFORM =
      Map.ofEntries(
          Map.entry("GET search", List.of(WORK)),
          Map.entry("POST search", List.of(WORK)),
          Map.entry("GET search/jql", List.of(WORK, SEARCH_GET)),
          Map.entry("POST search/jql", List.of(WORK, SEARCH_POST)),
          Map.entry("POST search/approximate-count", List.of(WORK, SEARCH_POST)),
          Map.entry("GET project/search", List.of(WORK, PROJECT)),
          Map.entry("GET project/*", List.of(WORK, PROJECT)),
          Map.entry("GET users/search", List.of(PEOPLE, USERS)),
          Map.entry("GET users", List.of(PEOPLE, USERS)),
          Map.entry(
              "GET user/search",
              List.of(
                  PEOPLE,
                  Set.of(
                      USER,
                      "read:user.property:jira",
                      "read:application-role:jira",
                      AVATAR,
                      GROUP))),
          Map.entry("GET myself", List.of(PEOPLE, USERS)),
          Map.entry("GET serverInfo", List.of(Set.of())),
          Map.entry(
              "GET field",
              List.of(
                  WORK,
                  Set.of(
                      "read:field:jira",
                      AVATAR,
                      "read:project-category:jira",
                      "read:project:jira",
                      "read:field-configuration:jira"))),
          Map.entry("GET status", List.of(WORK, Set.of("read:status:jira"))),
          Map.entry("GET issue/*", List.of(WORK, ISSUE)),
          Map.entry("POST issue/bulkfetch", List.of(WORK, ISSUE)),
          Map.entry("GET issue/*/changelog", List.of(WORK, CHANGELOG)),
          Map.entry("POST changelog/bulkfetch", List.of(WORK, CHANGELOG)));

  private static final String BOARD = "read:board-scope:jira-software";
  private static final String SPRINT = "read:sprint:jira-software";
  private static final String DETAILS = "read:issue-details:jira";
  private static final String PROJECTS = "read:project:jira";

  private static final Map<String, Set<String>> AGILE =
      Map.of(
          "board", Set.of(BOARD, PROJECTS),
          "board/*", Set.of(BOARD, DETAILS),
          "board/*/configuration", Set.of("read:board-scope.admin:jira-software", PROJECTS),
          "board/*/sprint", Set.of(SPRINT),
          "board/*/issue", Set.of(BOARD, DETAILS),
          "sprint/*", Set.of(SPRINT),
          "sprint/*/issue", Set.of(SPRINT, DETAILS, "read:jql:jira"),
          "issue/*", Set.of("read:issue:jira-software"));

  private ScopeRules() {}

  /**
   * Whether a request may be made with these scopes; one that leads nowhere may, and is answered
   * 404 later.
   *
   * @param area {@code api/3}, {@code api/2} or {@code agile/1.0}
   * @param route the rest of the path, ids and keys replaced by a star
   */
  static boolean allow(String area, String method, String route, Set<String> granted) {
    if (area.equals("agile/1.0")) {
      return granted.containsAll(AGILE.getOrDefault(route, Set.of()));
    }
    List<Set<String>> enough = PLATFORM.get(method + " " + route);
    return enough == null || enough.stream().anyMatch(granted::containsAll);
  }
}

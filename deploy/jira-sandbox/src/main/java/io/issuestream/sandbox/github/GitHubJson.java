package io.issuestream.sandbox.github;

import io.issuestream.sandbox.generate.Actor;
import io.issuestream.sandbox.generate.Repository;
import io.issuestream.sandbox.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** People and repositories as GitHub shows them. */
final class GitHubJson {
  /** Where people look at what the API shows: the addresses the webhooks name too. */
  static final String WEB = "https://github.example.com/";

  private static final long OWNER_ID = 80_000;

  private final String api;

  GitHubJson(String api) {
    this.api = api;
  }

  ObjectNode user(Actor actor) {
    return account(actor.login(), actor.id(), "User");
  }

  private ObjectNode account(String login, long id, String type) {
    String url = api + "/users/" + login;
    ObjectNode shown =
        Json.object()
            .put("login", login)
            .put("id", id)
            .put("node_id", node(type, id))
            .put("avatar_url", WEB + "avatars/" + id)
            .put("gravatar_id", "")
            .put("url", url)
            .put("html_url", WEB + login);
    for (String of :
        List.of(
            "followers",
            "following{/other_user}",
            "gists{/gist_id}",
            "starred{/owner}{/repo}",
            "subscriptions",
            "orgs",
            "repos",
            "events{/privacy}",
            "received_events")) {
      shown.put(link(of.equals("orgs") ? "organizations" : of), url + "/" + of);
    }
    return shown.put("type", type).put("user_view_type", "public").put("site_admin", false);
  }

  /** The account behind the token. */
  ObjectNode self() {
    return account("sandbox-admin", 90_999, "User")
        .put("name", "Sandbox Admin")
        .putNull("email")
        .put("two_factor_authentication", true);
  }

  ObjectNode repository(Repository of) {
    String url = api + "/repos/" + of.fullName();
    ObjectNode shown =
        Json.object()
            .put("id", of.id())
            .put("node_id", node("Repository", of.id()))
            .put("name", of.name())
            .put("full_name", of.fullName())
            .put("private", true);
    shown.set("owner", account(of.owner(), OWNER_ID, "Organization"));
    shown
        .put("html_url", WEB + of.fullName())
        .putNull("description")
        .put("fork", false)
        .put("url", url)
        .put("clone_url", WEB + of.fullName() + ".git")
        .put("default_branch", Repository.DEFAULT_BRANCH)
        .put("visibility", "private")
        .put("archived", false)
        .put("disabled", false)
        .put("has_issues", false);
    for (String below :
        List.of(
            "branches{/branch}",
            "collaborators{/collaborator}",
            "commits{/sha}",
            "compare/{base}...{head}",
            "contents/{+path}",
            "contributors",
            "deployments",
            "events",
            "forks",
            "hooks",
            "issues{/number}",
            "languages",
            "pulls{/number}",
            "releases{/id}",
            "subscribers",
            "tags",
            "teams")) {
      shown.put(link(below), url + "/" + below);
    }
    String last =
        of.pullRequests().isEmpty()
            ? "2026-01-01T00:00:00Z"
            : of.pullRequests().getLast().updated().toString();
    shown
        .put("open_issues_count", 0)
        .put("created_at", "2025-01-01T00:00:00Z")
        .put("updated_at", last)
        .put("pushed_at", last);
    shown
        .putObject("permissions")
        .put("admin", false)
        .put("maintain", false)
        .put("push", false)
        .put("triage", false)
        .put("pull", true);
    return shown;
  }

  /** The member that holds a link: what stands before the template, and {@code _url}. */
  private static String link(String template) {
    return template.replaceFirst("[/{].*", "") + "_url";
  }

  /** An opaque id, as GitHub makes of type and number. */
  static String node(String type, long id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((type + ":" + id).getBytes(StandardCharsets.UTF_8));
  }

  static void put(ObjectNode object, String name, @Nullable Object value) {
    if (value == null) {
      object.putNull(name);
    } else {
      object.put(name, value.toString());
    }
  }
}

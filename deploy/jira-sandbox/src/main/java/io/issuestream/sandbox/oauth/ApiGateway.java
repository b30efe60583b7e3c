package io.issuestream.sandbox.oauth;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.rest.JiraContext;
import io.issuestream.sandbox.rest.JiraSurface;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code api.atlassian.com}: which sites a token reaches, and the way to them. */
public final class ApiGateway {
  private final AuthorizationServer server;
  private final JiraSurface cloud;
  private final Function<String, JiraContext> sites;

  /**
   * The gateway.
   *
   * @param cloud what a site answers
   * @param sites the data of the site with a cloud id
   */
  public ApiGateway(
      AuthorizationServer server, JiraSurface cloud, Function<String, JiraContext> sites) {
    this.server = server;
    this.cloud = cloud;
    this.sites = sites;
  }

  /** Answers a request, given the path after {@code /api}. */
  public Answer answer(Call call, List<String> path) {
    Grant grant = server.bearer(call.bearer());
    if (grant == null) {
      return refused("Unauthorized");
    }
    if (path.equals(List.of("oauth", "token", "accessible-resources"))) {
      return call.method().equals("GET") ? resources(grant) : nothing(call);
    }
    boolean toSite = path.size() > 5 && path.get(0).equals("ex") && path.get(1).equals("jira");
    if (!toSite || !grant.siteIds().contains(path.get(2))) {
      return nothing(call);
    }
    List<String> rest = path.subList(3, path.size());
    String area = rest.get(1) + "/" + rest.get(2);
    String route = rest.size() > 3 ? JiraSurface.route(rest.subList(3, rest.size())) : "";
    if (!ScopeRules.allow(area, call.method(), route, grant.scopes())) {
      return refused("Unauthorized; scope does not match");
    }
    return site(path.get(2))
        .map(site -> cloud.admitted(call, rest, sites.apply(site.cloudId()).through(site.url())))
        .orElseGet(() -> nothing(call));
  }

  private Answer resources(Grant grant) {
    ArrayNode all = Json.array();
    for (String id : grant.siteIds()) {
      site(id)
          .ifPresent(site -> {
            ObjectNode shown = all.addObject();
            shown.put("id", site.cloudId()).put("url", site.url()).put("name", site.name());
            ArrayNode scopes = shown.putArray("scopes");
            grant.scopes().stream().filter(s -> !s.equals(Scopes.OFFLINE)).forEach(scopes::add);
            shown.put("avatarUrl", site.avatarUrl());
          });
    }
    return Answer.json(all);
  }

  private Optional<Site> site(String cloudId) {
    return server.sites().stream().filter(site -> site.cloudId().equals(cloudId)).findFirst();
  }

  /** The gateway's own shape, not Jira's. */
  private static Answer refused(String message) {
    return Answer.json(401, Json.object().put("code", 401).put("message", message))
        .with("WWW-Authenticate", "Bearer realm=\"api.atlassian.com\"");
  }

  private static Answer nothing(Call call) {
    return Answer.json(
        404,
        Json.object()
            .put("status", 404)
            .put("error", "Not Found")
            .put("message", "No message available")
            .put("path", call.path().substring("/api".length())));
  }
}

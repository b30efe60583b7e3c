package io.issuestream.github;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** An open GitHub. Every call may wait for its turn; failures are {@link GithubFailure}s. */
public final class Github {

  private static final int MOST_PAGES = 100;

  private final GithubHttp http;
  private final Authorization authorization;

  Github(GithubHttp http, Authorization authorization) {
    this.http = http;
    this.authorization = authorization;
  }

  /** Whom GitHub takes us for; of an app, that it is still installed, too. */
  public Mono<GithubAccount> account() {
    if (authorization instanceof InstallationTokens app) {
      return app.header()
          .then(http.send(GithubRequest.get("/app"), app.own()))
          .map(answer -> new GithubAccount(text(answer, answer.object(), "name")));
    }
    return send(GithubRequest.get("/user"))
        .map(answer -> new GithubAccount(text(answer, answer.object(), "login")));
  }

  /** Asks how the limits stand, which costs nothing of them; {@link GithubClients#state} tells. */
  public Mono<Void> reach() {
    return send(GithubRequest.get("/rate_limit")).then();
  }

  /** Every repository the credentials can read. */
  public Flux<GithubRepository> repositories() {
    boolean app = authorization instanceof InstallationTokens;
    String endpoint = app ? "/installation/repositories" : "/user/repos";
    var first = new GithubRequest(endpoint, endpoint + "?per_page=100", null, false);
    return send(first)
        .expand(answer -> {
          String next = Links.next(answer, http.api());
          return next == null ? Mono.empty() : send(new GithubRequest(endpoint, next, null, false));
        })
        .take(MOST_PAGES)
        .flatMapIterable(answer -> repositories(answer, app));
  }

  /** A page of pull requests, reviews or commits. */
  public Mono<GithubPage> page(PageRequest request) {
    return send(GithubRequest.of(request)).map(answer -> page(request, answer));
  }

  private GithubPage page(PageRequest request, GithubAnswer answer) {
    if (answer.notModified()) {
      return new GithubPage(List.of(), null, request.etag(), false);
    }
    String next = Links.next(answer, http.api());
    return new GithubPage(
        answer.list(),
        next == null ? null : new PageRequest(request.endpoint(), next, null),
        answer.etag(),
        true);
  }

  /** Where an app's token was refused, it may have been ended before its time: once more. */
  private Mono<GithubAnswer> send(GithubRequest request) {
    return http.send(request, authorization.header())
        .onErrorResume(
            GithubFailure.CredentialsRejected.class,
            refused ->
                authorization.renew()
                    ? http.send(request, authorization.header())
                    : Mono.error(refused));
  }

  private static List<GithubRepository> repositories(GithubAnswer answer, boolean app) {
    List<JsonNode> listed = app ? answer.list(answer.object().path("repositories")) : answer.list();
    var all = new ArrayList<GithubRepository>(listed.size());
    for (JsonNode one : listed) {
      all.add(
          new GithubRepository(
              id(answer, one),
              text(answer, one, "full_name"),
              one.path("private").asBoolean(false),
              one.path("archived").asBoolean(false)));
    }
    return all;
  }

  private static long id(GithubAnswer answer, JsonNode repository) {
    @Nullable JsonNode id = repository.get("id");
    if (id == null || !id.isIntegralNumber()) {
      throw answer.unreadable("a repository has no id", null);
    }
    return id.longValue();
  }

  private static String text(GithubAnswer answer, JsonNode node, String name) {
    String text = node.path(name).asString("");
    if (text.isEmpty()) {
      throw answer.unreadable("it has no " + name, null);
    }
    return text;
  }
}

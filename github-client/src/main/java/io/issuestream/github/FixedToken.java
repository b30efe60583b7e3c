package io.issuestream.github;

import reactor.core.publisher.Mono;

/** A token nobody renews. */
record FixedToken(GithubCredentials.Token token) implements Authorization {

  @Override
  public Mono<String> header() {
    return Mono.just("Bearer " + token.token());
  }

  @Override
  public boolean renew() {
    return false;
  }
}

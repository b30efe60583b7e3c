package io.issuestream.integration.oauth;

import io.issuestream.integration.connection.ConnectionDependents;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Disconnecting leaves nothing of a token, nor of a consent that could still bring one. */
@Component
class OAuthEnd implements ConnectionDependents {

  private final Grants grants;
  private final Consents consents;

  OAuthEnd(Grants grants, Consents consents) {
    this.grants = grants;
    this.consents = consents;
  }

  @Override
  public Mono<Void> onRevoked(String teamId, String connectionId) {
    return grants.remove(teamId, connectionId);
  }

  @Override
  public Mono<Boolean> forgetBegun(String teamId) {
    return consents.forget(teamId);
  }
}

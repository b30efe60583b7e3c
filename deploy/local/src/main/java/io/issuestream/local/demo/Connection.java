package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The team's connection to Jira. */
public record Connection(Api admin) {
  private static final String PATH = "/api/v1/integration/jira/connection";

  /** Connects; a connection that leads elsewhere is removed first. */
  public JsonNode connectTo(Target target) {
    Optional<JsonNode> present = present();
    if (present.isPresent() && !target.isThatOf(present.get())) {
      admin.delete(PATH);
    }
    return admin.post(PATH, target.request());
  }

  private Optional<JsonNode> present() {
    try {
      return Optional.of(admin.get(PATH));
    } catch (ApiRefused refused) {
      if (refused.status() == 404) {
        return Optional.empty();
      }
      throw refused;
    }
  }
}

package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import java.util.HashMap;
import java.util.Map;

/** Asks the issue store whether a key is known, once a key. */
final class KnownKeys {
  private final Api api;
  private final Map<String, Boolean> asked = new HashMap<>();

  KnownKeys(Api api) {
    this.api = api;
  }

  boolean contains(String key) {
    return asked.computeIfAbsent(key, this::ask);
  }

  private boolean ask(String key) {
    try {
      return !api.get("/api/v1/issues/" + Pages.encode(key)).isMissingNode();
    } catch (ApiRefused refused) {
      if (refused.status() == 404) {
        return false;
      }
      throw refused;
    }
  }
}

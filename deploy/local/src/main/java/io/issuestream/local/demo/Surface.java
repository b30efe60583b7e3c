package io.issuestream.local.demo;

import java.net.URI;

/** Which of Jira's products the sandbox plays. */
public enum Surface {
  CLOUD("cloud"),
  DATA_CENTER("data-center");

  private final String words;

  Surface(String words) {
    this.words = words;
  }

  /** How to connect to this surface of a sandbox, with the credentials every sandbox takes. */
  public Target of(URI sandbox) {
    return switch (this) {
      case CLOUD ->
          Target.cloud(sandbox.resolve("/cloud"), "admin@example.com", "sandbox-api-token");
      case DATA_CENTER ->
          Target.dataCenter(sandbox.resolve("/dc"), "sandbox-personal-access-token");
    };
  }

  @Override
  public String toString() {
    return words;
  }
}

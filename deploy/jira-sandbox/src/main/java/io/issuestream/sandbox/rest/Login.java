package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.Surface;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that the sandbox accepts. They protect nothing; they let a wrong one be refused
 * as Atlassian refuses.
 *
 * @param anonymousReading whether Data Center answers callers without credentials
 */
public record Login(boolean anonymousReading) {
  /** The account behind every accepted credential. */
  public static final String EMAIL = "admin@example.com";

  /** Cloud's API token. */
  public static final String API_TOKEN = "sandbox-api-token";

  /**
   * Data Center's personal access token, also accepted as the password of the user {@code admin}.
   */
  public static final String PERSONAL_ACCESS_TOKEN = "sandbox-personal-access-token";

  /** The caller, or null where the credentials are refused. */
  @Nullable Caller caller(Surface surface, @Nullable String authorization) {
    if (authorization == null) {
      return surface == Surface.DATA_CENTER && anonymousReading ? new Caller(true) : null;
    }
    boolean accepted =
        surface == Surface.CLOUD
            ? authorization.equals(basic(EMAIL, API_TOKEN))
            : authorization.equals("Bearer " + PERSONAL_ACCESS_TOKEN)
                || authorization.equals(basic("admin", PERSONAL_ACCESS_TOKEN));
    return accepted ? new Caller(false) : null;
  }

  /** The name of the caller, or null where the credentials are refused. */
  public @Nullable String accountName(Surface surface, @Nullable String authorization) {
    Caller caller = caller(surface, authorization);
    return caller == null ? null : caller.anonymous() ? "anonymous" : "admin";
  }

  /** The header value of a basic login. */
  public static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}

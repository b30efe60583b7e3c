package io.issuestream.sandbox.oauth;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.json.Json;

/** No token is given, and how Atlassian says so. */
final class TokenRefused extends RuntimeException {
  private final int status;
  private final String error;
  private final String description;

  private TokenRefused(int status, String error, String description) {
    super(error + ": " + description, null, false, false);
    this.status = status;
    this.error = error;
    this.description = description;
  }

  static TokenRefused invalidRequest(String description) {
    return new TokenRefused(400, "invalid_request", description);
  }

  static TokenRefused unsupportedGrantType(String type) {
    return new TokenRefused(400, "unsupported_grant_type", "Unsupported grant type: " + type);
  }

  /** The client is not known, or its secret is wrong. */
  static TokenRefused accessDenied() {
    return new TokenRefused(401, "access_denied", "Unauthorized");
  }

  static TokenRefused invalidCode() {
    return new TokenRefused(403, "invalid_grant", "Invalid authorization code");
  }

  static TokenRefused wrongRedirectUri() {
    return new TokenRefused(
        403, "unauthorized_client", "The redirect URI is not the one the code was given for.");
  }

  static TokenRefused deadRefreshToken() {
    return new TokenRefused(403, "invalid_grant", "Unknown or invalid refresh token.");
  }

  /** The user took the consent back. */
  static TokenRefused unauthorizedClient() {
    return new TokenRefused(403, "unauthorized_client", "refresh_token is invalid");
  }

  Answer answer() {
    return Answer.json(
        status, Json.object().put("error", error).put("error_description", description));
  }
}

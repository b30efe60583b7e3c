package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** A hook as GitHub would use it: signs what it delivers. */
public final class GithubHook {
  private static final String HOOKS = "/api/v1/integration/github/hooks";

  private final Api api;
  private final String id;
  private final String secret;

  private GithubHook(Api api, String id, String secret) {
    this.api = api;
    this.id = id;
    this.secret = secret;
  }

  /** Makes a hook for the admin's team. */
  public static GithubHook make(Api admin) {
    JsonNode made = admin.post(HOOKS, Map.of());
    return new GithubHook(admin, made.path("hookId").asString(), made.path("secret").asString());
  }

  /** Where deliveries go, below the front door. */
  public String path() {
    return "/api/v1/webhooks/github/" + id;
  }

  /** Delivers; refused deliveries are an {@link io.issuestream.local.api.ApiRefused}. */
  public JsonNode deliver(Delivery delivery) {
    return api.send("POST", path(), headers(delivery, signature(delivery.body())), delivery.body());
  }

  /** Takes the hook away; what it delivered stays. */
  public void remove() {
    api.delete(HOOKS + "/" + id);
  }

  /** The headers GitHub sends with a delivery. */
  public static Map<String, String> headers(Delivery delivery, String signature) {
    return Map.of(
        "Content-Type",
        "application/json",
        "X-GitHub-Event",
        delivery.event(),
        "X-GitHub-Delivery",
        delivery.id(),
        "X-Hub-Signature-256",
        signature);
  }

  private String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256="
          + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256.", e);
    }
  }
}

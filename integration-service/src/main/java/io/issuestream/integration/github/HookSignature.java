package io.issuestream.integration.github;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signature GitHub puts in {@code X-Hub-Signature-256}: {@code sha256=} and the HMAC-SHA256 of
 * the raw body in hexadecimal, keyed with the hook's secret.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">GitHub
 *     on validating deliveries</a>
 */
final class HookSignature {

  static final String HEADER = "X-Hub-Signature-256";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";

  private HookSignature() {}

  /** Whether a signature is that of the body; takes as long for a wrong one as for a right one. */
  static boolean matches(@Nullable String signature, byte[] body, byte[] secret) {
    byte[] given = (signature == null ? "" : signature).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(of(body, secret).getBytes(StandardCharsets.UTF_8), given);
  }

  /** The signature of a body. */
  static String of(byte[] body, byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException failure) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, failure);
    }
  }
}

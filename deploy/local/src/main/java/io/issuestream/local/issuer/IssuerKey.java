package io.issuestream.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.issuestream.local.keys.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** The RSA key that signs this stack's tokens, kept as a JSON Web Key. */
public final class IssuerKey {
  private final RSAKey key;

  private IssuerKey(RSAKey key) {
    this.key = key;
  }

  /** Reads the key of this directory, or makes it at the first time. */
  public static IssuerKey in(Path directory) {
    Path file = directory.resolve("issuer.jwk.json");
    try {
      if (!Files.exists(file)) {
        RSAKey fresh =
            new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).keyIDFromThumbprint(true).generate();
        PrivateFiles.write(file, fresh.toJSONString());
      }
      return new IssuerKey(RSAKey.parse(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The token key " + file + " cannot be kept: " + e.getMessage(), e);
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException(
          "The token key " + file + " is no usable RSA key; delete it to get another.", e);
    }
  }

  RSAKey signing() {
    return key;
  }

  /** The key set that services check tokens with: the public half only. */
  public String publicKeySet() {
    return new JWKSet(key.toPublicJWK()).toString();
  }
}

package io.issuestream.github;

import java.io.ByteArrayOutputStream;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An app's private key, in the PEM form that GitHub hands out (PKCS#1), or in PKCS#8. */
public final class AppKey {

  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)"
              + "-----END (RSA )?PRIVATE KEY-----\\s*");

  private static final int LEAST_BITS = 2048;
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;

  /** Version 0, and the algorithm rsaEncryption without parameters (RFC 5208, RFC 8017 A.1). */
  private static final byte[] RSA = {
    2, 1, 0, 48, 13, 6, 9, 42, (byte) 134, 72, (byte) 134, (byte) 247, 13, 1, 1, 1, 5, 0
  };

  private final String pem;
  private final RSAPrivateKey key;

  private AppKey(String pem, RSAPrivateKey key) {
    this.pem = pem;
    this.key = key;
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if it is none, saying what to do; the message holds nothing of
   *     it
   */
  public static AppKey ofPem(String pem) {
    Matcher parts = PEM.matcher(pem);
    if (!parts.matches()) {
      throw unreadable();
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(parts.group(2));
      byte[] wrapped = parts.group(1) == null ? der : wrapped(der);
      PrivateKey read =
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(wrapped));
      if (read instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= LEAST_BITS) {
        return new AppKey(pem, rsa);
      }
      throw unreadable();
    } catch (InvalidKeySpecException | IllegalArgumentException notAKey) {
      throw unreadable();
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException("Every Java has RSA", failure);
    }
  }

  /** The text it was read from, to be sealed. */
  public String pem() {
    return pem;
  }

  RSAPrivateKey key() {
    return key;
  }

  @Override
  public String toString() {
    return "AppKey[hidden]";
  }

  private static byte[] wrapped(byte[] pkcs1) {
    byte[] octets = tagged(OCTETS, pkcs1);
    byte[] both = new byte[RSA.length + octets.length];
    System.arraycopy(RSA, 0, both, 0, RSA.length);
    System.arraycopy(octets, 0, both, RSA.length, octets.length);
    return tagged(SEQUENCE, both);
  }

  private static byte[] tagged(int tag, byte[] content) {
    var out = new ByteArrayOutputStream(content.length + 6);
    out.write(tag);
    if (content.length < 128) {
      out.write(content.length);
    } else if (content.length < 256) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "The private key is not one of an app: give the whole .pem file that GitHub generated.");
  }
}

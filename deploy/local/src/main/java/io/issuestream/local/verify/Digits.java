package io.issuestream.local.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 15 hexadecimal digits of md5, as the services' checksums are made of. */
final class Digits {

  /** Sums are kept to 60 bits. */
  static final long MASK = (1L << 60) - 1;

  /** Of an aggregate whose content a place does not keep. */
  static final long NONE = -1;

  private Digits() {}

  static long of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static long of(byte[] bytes) {
    byte[] digest = md5().digest(bytes);
    long first = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      first = (first << Byte.SIZE) | (digest[i] & 0xff);
    }
    return first >>> 4;
  }

  /** What a service writes as digits. */
  static long parse(String digits) {
    return digits.isEmpty() ? NONE : Long.parseLong(digits, 16);
  }

  /** PostgreSQL has it built in; nobody is to be kept from forging anything here. */
  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

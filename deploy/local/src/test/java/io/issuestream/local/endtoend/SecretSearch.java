package io.issuestream.local.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for secrets in bytes: as they are, URL-encoded, as hexadecimal digits, and in base64 at
 * whichever place of a longer text. Of a long secret its beginning, middle and end count each, so
 * that one which was cut is found.
 *
 * <p>All forms of all secrets are looked for in one pass: the eight bytes before each place are
 * looked up among the first eight bytes of every form.
 */
final class SecretSearch {
  private static final int WINDOW = 8;
  private static final int PIECE = 32;
  private static final int BITS = 20;

  private final Map<Long, List<Form>> forms = new HashMap<>();
  private final long[] maybe = new long[1 << (BITS - 6)];

  private record Form(String what, byte[] bytes) {}

  /**
   * Adds a secret.
   *
   * @param name what findings call it
   * @param secret at least twelve characters, so that nothing is found by chance
   */
  SecretSearch add(String name, String secret) {
    if (secret.length() < 12) {
      throw new IllegalArgumentException("The " + name + " is too short to be looked for.");
    }
    byte[] bytes = secret.getBytes(UTF_8);
    put(name + ", plain", secret);
    String encoded = URLEncoder.encode(secret, UTF_8);
    if (!encoded.equals(secret)) {
      put(name + ", URL-encoded", encoded);
    }
    String hex = HexFormat.of().formatHex(bytes);
    put(name + ", hexadecimal", hex);
    put(name + ", hexadecimal", hex.toUpperCase(Locale.ROOT));
    for (int before = 0; before < 3; before++) {
      put(name + ", base64", base64(Base64.getEncoder(), bytes, before));
      put(name + ", base64 for URLs", base64(Base64.getUrlEncoder(), bytes, before));
    }
    return this;
  }

  /** What of base64 the secret alone decides, with so many other bytes in front of it. */
  private static String base64(Base64.Encoder encoder, byte[] secret, int before) {
    byte[] whole = new byte[before + secret.length];
    System.arraycopy(secret, 0, whole, before, secret.length);
    String text = encoder.withoutPadding().encodeToString(whole);
    int first = (before * 8 + 5) / 6;
    int last = whole.length * 8 / 6;
    return text.substring(first, last);
  }

  private void put(String what, String form) {
    if (form.length() <= PIECE + PIECE / 2) {
      put(new Form(what, form.getBytes(ISO_8859_1)));
      return;
    }
    for (int start : new int[] {0, (form.length() - PIECE) / 2, form.length() - PIECE}) {
      put(new Form(what, form.substring(start, start + PIECE).getBytes(ISO_8859_1)));
    }
  }

  private void put(Form form) {
    long key = 0;
    for (int i = 0; i < WINDOW; i++) {
      key = (key << 8) | (form.bytes()[i] & 0xff);
    }
    forms.computeIfAbsent(key, k -> new ArrayList<>()).add(form);
    int place = place(key);
    maybe[place >> 6] |= 1L << place;
  }

  private static int place(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> (64 - BITS));
  }

  /** What is found, each thing once, with what stands around it. */
  Set<String> in(String where, byte[] bytes) {
    Set<String> found = new TreeSet<>();
    long key = 0;
    for (int i = 0; i < bytes.length; i++) {
      key = (key << 8) | (bytes[i] & 0xff);
      int place = place(key);
      if (i >= WINDOW - 1 && (maybe[place >> 6] & (1L << place)) != 0) {
        int start = i - WINDOW + 1;
        for (Form form : forms.getOrDefault(key, List.of())) {
          if (isAt(bytes, start, form.bytes())) {
            found.add(where + ": " + form.what() + around(bytes, start));
          }
        }
      }
    }
    return firstOfEach(found);
  }

  Set<String> in(String where, String text) {
    return in(where, text.getBytes(UTF_8));
  }

  private static boolean isAt(byte[] bytes, int start, byte[] form) {
    int end = start + form.length;
    return end <= bytes.length && Arrays.equals(bytes, start, end, form, 0, form.length);
  }

  private static String around(byte[] bytes, int start) {
    int from = Math.max(0, start - 160);
    return " after [" + new String(bytes, from, start - from, ISO_8859_1).strip() + "]";
  }

  /** A log repeats itself. */
  private static Set<String> firstOfEach(Set<String> found) {
    Set<String> kinds = new LinkedHashSet<>();
    Set<String> first = new LinkedHashSet<>();
    for (String one : found) {
      if (kinds.add(one.substring(0, one.indexOf(" after [")))) {
        first.add(one);
      }
    }
    return first;
  }
}

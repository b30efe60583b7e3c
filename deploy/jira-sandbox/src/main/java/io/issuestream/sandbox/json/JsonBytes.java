package io.issuestream.sandbox.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growable buffer of UTF-8 JSON. It writes what it is told and checks no structure: the sandbox
 * shares two cores with the product it is measured against, so an answer is made by copying bytes
 * and not by building a tree.
 */
public final class JsonBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private static final ThreadLocal<JsonBytes> SCRATCH =
      ThreadLocal.withInitial(() -> new JsonBytes(1 << 20));

  private byte[] buffer;
  private int length;

  /** An empty buffer with room for {@code capacity} bytes before it grows. */
  public JsonBytes(int capacity) {
    this.buffer = new byte[Math.max(16, capacity)];
  }

  /** An empty buffer of a small size. */
  public JsonBytes() {
    this(256);
  }

  /**
   * The calling thread's own large buffer, emptied. What is written to it must be copied before the
   * thread asks for it again; a page of a hundred issues then costs no fresh memory.
   */
  public static JsonBytes scratch() {
    JsonBytes own = SCRATCH.get();
    own.length = 0;
    return own;
  }

  /** Appends one byte as it is. */
  public JsonBytes raw(int b) {
    room(1);
    buffer[length++] = (byte) b;
    return this;
  }

  /**
   * Appends text that is known to be plain ASCII and valid where it stands (names, punctuation,
   * fragments).
   */
  @SuppressWarnings(
      "deprecation") // The deprecated getBytes is the one that copies Latin-1 bytes without a
  // detour.
  public JsonBytes ascii(String text) {
    int n = text.length();
    room(n);
    text.getBytes(0, n, buffer, length);
    length += n;
    return this;
  }

  /** Appends a slice of another buffer as it is. */
  public JsonBytes bytes(byte[] source, int from, int to) {
    int n = to - from;
    room(n);
    System.arraycopy(source, from, buffer, length, n);
    length += n;
    return this;
  }

  /** Appends bytes as they are. */
  public JsonBytes bytes(byte[] source) {
    return bytes(source, 0, source.length);
  }

  /** Appends a JSON string with its quotation marks, or {@code null}. */
  public JsonBytes string(@Nullable String text) {
    if (text == null) {
      return bytes(NULL);
    }
    return raw('"').escaped(text).raw('"');
  }

  /**
   * Appends the inside of a JSON string: escaped, without quotation marks. No byte below 0x20 is
   * ever written.
   */
  public JsonBytes escaped(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int start = 0;
    for (int i = 0; i < utf8.length; i++) {
      byte b = utf8[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
        bytes(utf8, start, i);
        escape(b);
        start = i + 1;
      }
    }
    return bytes(utf8, start, utf8.length);
  }

  private void escape(byte b) {
    raw('\\');
    switch (b) {
      case '"', '\\' -> raw(b);
      case '\n' -> raw('n');
      case '\r' -> raw('r');
      case '\t' -> raw('t');
      case '\b' -> raw('b');
      case '\f' -> raw('f');
      default -> ascii("u00").raw(HEX[b >> 4]).raw(HEX[b & 15]);
    }
  }

  /** Appends a whole number. */
  public JsonBytes number(long value) {
    return ascii(Long.toString(value));
  }

  /**
   * Appends an unsigned number of at most 31 bits in groups of seven, each byte with its top bit
   * set but the last.
   */
  public JsonBytes varint(int value) {
    int rest = value;
    while (rest > 0x7f) {
      raw((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return raw(rest);
  }

  /** How many bytes have been written. */
  public int length() {
    return length;
  }

  /**
   * The backing array; only the first {@link #length()} bytes count, and only until the next write.
   */
  public byte[] array() {
    return buffer;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, length);
  }

  @Override
  public String toString() {
    return new String(buffer, 0, length, StandardCharsets.UTF_8);
  }

  private void room(int n) {
    if (length + n > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(length + n, buffer.length + (buffer.length >> 1)));
    }
  }
}

package io.issuestream.sandbox.data;

import io.issuestream.sandbox.json.JsonBytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * JSON with holes: the form in which values are kept. Valid JSON never holds a byte below 0x20 when
 * it is written without layout, so those bytes mark what differs between surfaces: a user object,
 * the base URL, the API version, a text that is a document on Cloud, or two whole variants.
 * Rendering copies the runs between holes, which costs little more than copying the answer, and a
 * user of some hundred bytes is kept as two.
 */
public final class Template {
  private static final byte USER = 1;
  private static final byte BASE = 2;
  private static final byte API = 3;
  private static final byte TEXT = 4;
  private static final byte VARIANT = 5;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long BELOW_SPACE = 0x2020202020202020L;
  private static final long TOP_BITS = 0x8080808080808080L;

  private static final byte[] DOC_OPEN = utf8("{\"type\":\"doc\",\"version\":1,\"content\":[");
  private static final byte[] PARAGRAPH = utf8("{\"type\":\"paragraph\",\"content\":[");
  private static final byte[] TEXT_OPEN = utf8("{\"type\":\"text\",\"text\":\"");

  private Template() {}

  /** Leaves a hole for a user object. */
  public static void user(JsonBytes out, int accountNumber) {
    out.raw(USER).varint(accountNumber);
  }

  /** Leaves a hole, inside a string, for the surface's base URL. */
  public static void base(JsonBytes out) {
    out.raw(BASE);
  }

  /**
   * Leaves holes, inside a string, for the base URL and the API path up to its version and slash.
   */
  public static void api(JsonBytes out) {
    out.raw(BASE).ascii("/rest/api/").raw(API).raw('/');
  }

  /**
   * Leaves a hole for a text: a string, or on Cloud's platform answers a document with a paragraph
   * per line.
   */
  public static void text(JsonBytes out, String text) {
    JsonBytes inside = new JsonBytes(text.length() + 16).escaped(text);
    out.raw(TEXT).varint(inside.length()).bytes(inside.array(), 0, inside.length());
  }

  /** Leaves a hole for a text that the data already has as a document, beside its plain form. */
  public static void documentOr(JsonBytes out, JsonBytes document, JsonBytes plain) {
    variant(out, true, document, plain);
  }

  /** Writes two variants, each itself a template: Cloud's and Data Center's. */
  public static void variant(JsonBytes out, JsonBytes cloud, JsonBytes dataCenter) {
    variant(out, false, cloud, dataCenter);
  }

  /**
   * Leaves a hole that is one thing where texts are documents or, if not about texts, on Cloud,
   * else the other.
   */
  private static void variant(JsonBytes out, boolean aboutText, JsonBytes cloud, JsonBytes other) {
    out.raw(VARIANT).raw(aboutText ? 1 : 0);
    out.varint(cloud.length()).bytes(cloud.array(), 0, cloud.length());
    out.varint(other.length()).bytes(other.array(), 0, other.length());
  }

  /** Writes two ASCII variants of a fragment: Cloud's and Data Center's. */
  public static void variant(JsonBytes out, String cloud, String dataCenter) {
    variant(out, false, new JsonBytes().ascii(cloud), new JsonBytes().ascii(dataCenter));
  }

  /** Writes the template's bytes from {@code from} to {@code to} as the rendering shows them. */
  static void render(byte[] template, int from, int to, Rendering as, JsonBytes out) {
    int start = from;
    for (int i = nextHole(template, from, to); i < to; i = nextHole(template, start, to)) {
      out.bytes(template, start, i);
      start = hole(template, i, as, out);
    }
    out.bytes(template, start, to);
  }

  /**
   * The next byte below 0x20, or the end; eight bytes at a time, as this is what rendering spends
   * itself on.
   */
  private static int nextHole(byte[] template, int from, int to) {
    int i = from;
    while (i + Long.BYTES <= to) {
      long eight = (long) EIGHT.get(template, i);
      if (((eight - BELOW_SPACE) & ~eight & TOP_BITS) != 0) {
        break;
      }
      i += Long.BYTES;
    }
    while (i < to && (template[i] & 0xE0) != 0) {
      i++;
    }
    return i;
  }

  /** Fills the hole at {@code at} and says where it ends. */
  private static int hole(byte[] template, int at, Rendering as, JsonBytes out) {
    return switch (template[at]) {
      case USER -> {
        long number = varint(template, at + 1);
        out.bytes(as.user(value(number)));
        yield next(number);
      }
      case BASE -> {
        out.escaped(as.baseUrl());
        yield at + 1;
      }
      case API -> {
        out.raw(as.apiVersion());
        yield at + 1;
      }
      case TEXT -> textHole(template, at, as, out);
      case VARIANT -> variantHole(template, at, as, out);
      default ->
          throw new IllegalStateException("not a template: byte " + template[at] + " at " + at);
    };
  }

  private static int textHole(byte[] template, int at, Rendering as, JsonBytes out) {
    long size = varint(template, at + 1);
    int end = next(size) + value(size);
    if (as.richText()) {
      document(template, next(size), end, out);
    } else {
      out.raw('"').bytes(template, next(size), end).raw('"');
    }
    return end;
  }

  private static int variantHole(byte[] template, int at, Rendering as, JsonBytes out) {
    boolean first = template[at + 1] == 1 ? as.richText() : as.surface() == Surface.CLOUD;
    long one = varint(template, at + 2);
    int middle = next(one) + value(one);
    long two = varint(template, middle);
    int end = next(two) + value(two);
    if (first) {
      render(template, next(one), middle, as, out);
    } else {
      render(template, next(two), end, as, out);
    }
    return end;
  }

  /**
   * A document with one paragraph per line, made from the inside of a JSON string without
   * unescaping it.
   */
  private static void document(byte[] text, int from, int to, JsonBytes out) {
    out.bytes(DOC_OPEN);
    int line = from;
    boolean first = true;
    int i = from;
    while (i < to) {
      if (text[i] != '\\') {
        i++;
        continue;
      }
      boolean carriage = text[i + 1] == 'r' && endsLine(text, i + 2, to);
      int next = i + (carriage ? 4 : 2);
      if (carriage || text[i + 1] == 'n') {
        first = paragraph(text, line, i, first, out);
        line = next;
      }
      i = next;
    }
    if (line < to) {
      paragraph(text, line, to, first, out);
    }
    out.raw(']').raw('}');
  }

  private static boolean endsLine(byte[] text, int at, int to) {
    return at + 1 < to && text[at] == '\\' && text[at + 1] == 'n';
  }

  private static boolean paragraph(byte[] text, int from, int to, boolean first, JsonBytes out) {
    if (!first) {
      out.raw(',');
    }
    out.bytes(PARAGRAPH);
    if (to > from) {
      out.bytes(TEXT_OPEN).bytes(text, from, to).raw('"').raw('}');
    }
    out.raw(']').raw('}');
    return false;
  }

  /** The number at a place in the low half, and in the high half the place after it. */
  private static long varint(byte[] bytes, int at) {
    int value = 0;
    int shift = 0;
    int i = at;
    while (bytes[i] < 0) {
      value |= (bytes[i++] & 0x7f) << shift;
      shift += 7;
    }
    value |= bytes[i++] << shift;
    return ((long) i << 32) | value;
  }

  private static int value(long packed) {
    return (int) packed;
  }

  private static int next(long packed) {
    return (int) (packed >>> 32);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

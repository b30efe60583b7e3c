package io.issuestream.sandbox.http;

import io.issuestream.sandbox.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer.
 *
 * @param status HTTP status; 0 where the connection is closed without one
 * @param contentType null where there is no body
 * @param body the bytes, of which the first {@code length} count
 * @param length how many bytes count
 * @param headers further headers
 * @param lines a body made while it is sent, in place of {@code body}
 * @param delivery how it reaches the caller
 * @param points what it costs of Cloud's hourly quota: 1, and what is in it
 * @param whenLost run where it turns out that it cannot be sent wholly
 */
public record Answer(
    int status,
    @Nullable String contentType,
    byte[] body,
    int length,
    Map<String, String> headers,
    @Nullable Stream<byte[]> lines,
    Delivery delivery,
    int points,
    Runnable whenLost) {
  private static final int NONE = 0;
  private static final String JSON = "application/json;charset=UTF-8";

  /** One that is delivered wholly and costs a point. */
  public Answer(
      int status,
      @Nullable String contentType,
      byte[] body,
      int length,
      Map<String, String> headers,
      @Nullable Stream<byte[]> lines) {
    this(status, contentType, body, length, headers, lines, Delivery.WHOLE, 1, () -> {});
  }

  /** JSON that is already bytes. */
  public static Answer json(JsonBytes body) {
    return new Answer(200, JSON, body.array(), body.length(), Map.of(), null);
  }

  /** A JSON tree with a status. */
  public static Answer json(int status, JsonNode body) {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    return new Answer(status, JSON, bytes, bytes.length, Map.of(), null);
  }

  /** A JSON tree. */
  public static Answer json(JsonNode body) {
    return json(200, body);
  }

  /** Text of some type. */
  public static Answer text(int status, String contentType, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Answer(status, contentType, bytes, bytes.length, Map.of(), null);
  }

  /** Lines of JSON, each with its line feed, made as they are sent. */
  public static Answer lines(Stream<byte[]> lines) {
    return new Answer(200, "application/x-ndjson", new byte[0], 0, Map.of(), lines);
  }

  /** No body. */
  public static Answer empty(int status) {
    return new Answer(status, null, new byte[0], 0, Map.of(), null);
  }

  /** No answer at all: the connection is closed, as if the server had died just then. */
  public static Answer none() {
    return empty(NONE);
  }

  /** Whether there is to be no answer. */
  public boolean isNone() {
    return status == NONE;
  }

  /** The same with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, contentType, body, length, all, lines, delivery, points, whenLost);
  }

  /** The same costing a point and so many for what is in it. */
  public Answer costing(int objects) {
    return new Answer(
        status, contentType, body, length, headers, lines, delivery, 1 + objects, whenLost);
  }

  /** The same delivered otherwise. */
  public Answer delivered(Delivery chosen) {
    return new Answer(status, contentType, body, length, headers, lines, chosen, points, whenLost);
  }

  /** The same with only the first half of its body, of which the length tells nothing. */
  public Answer halved() {
    return new Answer(
        status, contentType, body, length / 2, headers, lines, delivery, points, whenLost);
  }

  /** The same, telling when it turns out to be lost. */
  public Answer whenLost(Runnable told) {
    return new Answer(status, contentType, body, length, headers, lines, delivery, points, told);
  }

  /** The body as text, for handlers asked in-process. */
  public String bodyText() {
    return new String(body, 0, length, StandardCharsets.UTF_8);
  }
}

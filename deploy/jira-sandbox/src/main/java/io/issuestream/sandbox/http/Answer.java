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
 */
public record Answer(
    int status,
    @Nullable String contentType,
    byte[] body,
    int length,
    Map<String, String> headers,
    @Nullable Stream<byte[]> lines) {
  private static final int NONE = 0;
  private static final String JSON = "application/json;charset=UTF-8";

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
    return new Answer(status, contentType, body, length, all, lines);
  }

  /** The body as text, for handlers asked in-process. */
  public String bodyText() {
    return new String(body, 0, length, StandardCharsets.UTF_8);
  }
}

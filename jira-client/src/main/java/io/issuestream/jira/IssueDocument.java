package io.issuestream.jira;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One issue exactly as Jira wrote it, cut out of the answer without being rewritten. */
public final class IssueDocument {

  private final byte[] json;

  /** Wraps one JSON value in UTF-8; the array is not copied and must not change any more. */
  public IssueDocument(byte[] json) {
    this.json = json;
  }

  /** The bytes, not copied: read only. */
  public byte[] json() {
    return json;
  }

  /** Size in bytes. */
  public int size() {
    return json.length;
  }

  /** The issue's number if it can be made out without reading the whole issue. */
  public OptionalLong idHint() {
    String text = topLevel("id");
    Long id = text == null ? null : Json.wholeNumber(text);
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  /** The issue's key if it can be made out; null otherwise. */
  public @Nullable String keyHint() {
    return topLevel("key");
  }

  /**
   * The same issue with another changelog in the place of its own, everything else byte for byte as
   * it was.
   *
   * @throws JacksonException if the issue is torn
   * @throws IllegalStateException if it has no changelog
   */
  IssueDocument withChangelog(byte[] changelog) {
    try (JsonParser parser = Json.parser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean wanted = "changelog".equals(parser.currentName());
        parser.nextToken();
        int from = JsonSlices.start(parser);
        int to = JsonSlices.end(parser);
        if (wanted) {
          ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + changelog.length);
          out.write(json, 0, from);
          out.writeBytes(changelog);
          out.write(json, to, json.length - to);
          return new IssueDocument(out.toByteArray());
        }
      }
    }
    throw new IllegalStateException("This issue came without a changelog.");
  }

  private @Nullable String topLevel(String name) {
    try (JsonParser parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean wanted = name.equals(parser.currentName());
        JsonToken value = parser.nextToken();
        if (wanted) {
          return value.isScalarValue() && value != JsonToken.VALUE_NULL ? parser.getString() : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (JacksonException torn) {
      // A hint only: whoever reads the issue is told that it is torn.
      return null;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IssueDocument document && Arrays.equals(json, document.json);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(json);
  }

  /** Key and size; never the content, which may hold personal data. */
  @Override
  public String toString() {
    return "IssueDocument[" + keyHint() + ", " + json.length + " bytes]";
  }
}

package io.issuestream.jira;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Cuts values out of a text byte for byte, so that they stay as Jira wrote them. */
final class JsonSlices {

  private JsonSlices() {}

  /** The elements of the array that the parser has just entered; it is left at the array's end. */
  static List<byte[]> elements(JsonParser parser, byte[] json) {
    List<byte[]> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser, json));
    }
    return elements;
  }

  private static byte[] value(JsonParser parser, byte[] json) {
    int from = start(parser);
    return Arrays.copyOfRange(json, from, end(parser));
  }

  /** Where the value begins at whose first token the parser stands. */
  static int start(JsonParser parser) {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Where that value ends; the parser is left at its last token. */
  static int end(JsonParser parser) {
    parser.skipChildren();
    // A text is read lazily; where it ends is only known once it has been.
    parser.finishToken();
    return (int) parser.currentLocation().getByteOffset();
  }
}

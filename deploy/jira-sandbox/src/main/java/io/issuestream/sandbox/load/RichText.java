package io.issuestream.sandbox.load;

import io.issuestream.sandbox.data.Template;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import tools.jackson.databind.JsonNode;

/** Texts that Cloud's v3 answers give as documents and everything else as strings. */
public final class RichText {
  private RichText() {}

  /** Writes a text field's value, given as a string, a document or null. */
  public static void compile(JsonNode value, JsonBytes out) {
    if (value.isString()) {
      Template.text(out, value.stringValue());
    } else if (value.isObject() && "doc".equals(Json.text(value, "type"))) {
      JsonBytes document = new JsonBytes();
      Json.write(value, document);
      Template.documentOr(out, document, new JsonBytes().string(plain(value)));
    } else {
      Json.write(value, out);
    }
  }

  /** The text of a document, a line per paragraph. */
  static String plain(JsonNode document) {
    StringBuilder text = new StringBuilder();
    append(document, text);
    return text.toString().strip();
  }

  private static void append(JsonNode node, StringBuilder text) {
    String own = Json.text(node, "text");
    if (own != null) {
      text.append(own);
    }
    if ("hardBreak".equals(Json.text(node, "type"))) {
      text.append('\n');
    }
    JsonNode content = node.get("content");
    if (content != null && content.isArray()) {
      content.forEach(child -> append(child, text));
      String type = Json.text(node, "type");
      if ("paragraph".equals(type) || "heading".equals(type) || "codeBlock".equals(type)) {
        text.append('\n');
      }
    }
  }
}

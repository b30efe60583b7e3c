package io.issuestream.sandbox.load;

import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.data.Accounts;
import io.issuestream.sandbox.data.Template;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns any value of raw data into a template: users become holes, links point at the sandbox. */
public final class ValueCompiler {
  private static final Pattern API_LINK =
      Pattern.compile("^https?://[^/]+(?:/[^/]+)??/rest/api/\\d/(.*)$");
  private static final Pattern OTHER_LINK =
      Pattern.compile("^https?://[^/]+(?:/[^/]+)??(/rest/.*)$");

  private final Accounts accounts;

  /** Users come again and again; looking one up costs less than reading it. */
  private final Map<ObjectNode, Integer> seen = new HashMap<>();

  /** Numbers the users it meets in these accounts. */
  public ValueCompiler(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Writes any value. */
  public void compile(JsonNode value, JsonBytes out) {
    compile(value, false, out);
  }

  /** Writes the {@code comment} field, whose bodies are texts. */
  void compileComments(JsonNode value, JsonBytes out) {
    compile(value, true, out);
  }

  private void compile(JsonNode value, boolean bodies, JsonBytes out) {
    switch (value) {
      case ObjectNode object -> {
        if (Account.isOne(object)) {
          Template.user(out, number(object));
        } else {
          members(object, bodies, out);
        }
      }
      case ArrayNode array -> {
        out.raw('[');
        for (int i = 0; i < array.size(); i++) {
          if (i > 0) {
            out.raw(',');
          }
          compile(array.get(i), bodies, out);
        }
        out.raw(']');
      }
      default -> Json.scalar(value, out);
    }
  }

  private int number(ObjectNode user) {
    Integer known = seen.get(user);
    if (known == null) {
      known = accounts.number(Account.read(user));
      seen.put(user, known);
    }
    return known;
  }

  private void members(ObjectNode object, boolean bodies, JsonBytes out) {
    out.raw('{');
    boolean first = true;
    for (var member : object.properties()) {
      if (!first) {
        out.raw(',');
      }
      first = false;
      out.string(member.getKey()).raw(':');
      JsonNode value = member.getValue();
      if (member.getKey().equals("self") && value.isString()) {
        link(value.stringValue(), out);
      } else if (bodies && member.getKey().equals("body")) {
        RichText.compile(value, out);
      } else {
        compile(value, bodies, out);
      }
    }
    out.raw('}');
  }

  /** Points a {@code self} link at the surface; one that is no REST link stays as it is. */
  private static void link(String url, JsonBytes out) {
    Matcher api = API_LINK.matcher(url);
    Matcher other = OTHER_LINK.matcher(url);
    out.raw('"');
    if (api.matches()) {
      Template.api(out);
      out.escaped(api.group(1));
    } else if (other.matches()) {
      Template.base(out);
      out.escaped(other.group(1));
    } else {
      out.escaped(url);
    }
    out.raw('"');
  }
}

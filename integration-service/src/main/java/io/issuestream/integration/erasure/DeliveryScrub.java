package io.issuestream.integration.erasure;

import io.issuestream.erasure.Erased;
import io.issuestream.erasure.Mentions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes erased people out of what GitHub delivers, wherever it names a user, an author, a committer
 * or a pusher. Pure; for one delivery.
 */
public final class DeliveryScrub {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Erased erased;
  private boolean changed;

  private DeliveryScrub(Erased erased) {
    this.erased = erased;
  }

  /**
   * A scrubbed delivery.
   *
   * @param payload the same array where nothing was to be changed
   * @param changed whether something was
   * @param named whether a text still names the person
   */
  record Scrubbed(byte[] payload, boolean changed, boolean named) {}

  /** A delivery as it may be stored; one that cannot be read is left as it is. */
  public static byte[] of(byte[] payload, Erased erased) {
    return erased.isEmpty() ? payload : scrub(payload, erased, null).payload();
  }

  static Scrubbed scrub(byte[] payload, Erased erased, @Nullable Mentions mentions) {
    JsonNode delivery;
    try {
      delivery = MAPPER.readTree(payload);
    } catch (JacksonException torn) {
      return new Scrubbed(payload, false, false);
    }
    var scrub = new DeliveryScrub(erased);
    JsonNode clean = scrub.cleaned(delivery);
    return new Scrubbed(
        scrub.changed ? MAPPER.writeValueAsBytes(clean) : payload,
        scrub.changed,
        mentions != null && names(clean, mentions));
  }

  private JsonNode cleaned(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return isTheirs(object) ? nobody(object) : each(object);
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, cleaned(array.get(i)));
      }
    }
    return node;
  }

  private JsonNode each(ObjectNode object) {
    for (String name : Set.copyOf(object.propertyNames())) {
      JsonNode part = object.get(name);
      object.set(name, isTheirPush(name, part) ? nobody((ObjectNode) part) : cleaned(part));
    }
    return object;
  }

  /** A pusher is named by the login, and may show no address by which to be told as a person. */
  private boolean isTheirPush(String name, JsonNode part) {
    return name.equals("pusher")
        && part instanceof ObjectNode pusher
        && erased.login(text(pusher, "name"));
  }

  /** Users have a login; authors and committers a user name or their login as name. */
  private boolean isTheirs(ObjectNode object) {
    boolean author = object.has("email");
    return erased.login(text(object, "login"))
        || erased.email(text(object, "email"))
        || (author
            && (erased.login(text(object, "username")) || erased.login(text(object, "name"))));
  }

  private ObjectNode nobody(ObjectNode person) {
    ObjectNode nobody = MAPPER.createObjectNode();
    for (String name : new String[] {"login", "username"}) {
      String login = text(person, name);
      if (login != null) {
        nobody.put(name, erased.loginPseudonym(login));
      }
    }
    if (person.has("name")) {
      nobody.put("name", Erased.NAME);
    }
    String type = text(person, "type");
    if (type != null) {
      nobody.put("type", type);
    }
    changed = true;
    return nobody;
  }

  private static @Nullable String text(ObjectNode object, String name) {
    return object.get(name) instanceof StringNode text ? text.stringValue() : null;
  }

  private static boolean names(JsonNode node, Mentions mentions) {
    if (node instanceof StringNode text) {
      return mentions.in(text.stringValue());
    }
    for (JsonNode part : node) {
      if (names(part, mentions)) {
        return true;
      }
    }
    return false;
  }
}

package io.issuestream.jira;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes people out of a raw issue wherever Jira itself names them: in users (assignee, authors,
 * pickers), in the changelog's values, in mentions. What people wrote stays, and is told. Pure; for
 * one issue.
 */
public final class IssueScrub {

  /** Exact as Jira wrote it: an estimate of 3.0 stays one. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Pattern WIKI_MENTION = Pattern.compile("\\[~(accountid:)?([^\\]\\s]+)]");

  /** Shorter ones, such as user names, may be words that mean something else. */
  private static final int SHORTEST_ALONE = 12;

  private static final int LONGEST_ALONE = 320;

  private final People people;
  private final Set<String> learned = new LinkedHashSet<>();
  private boolean changed;

  /** Scrubs one issue. */
  public IssueScrub(People people) {
    this.people = people;
  }

  /** Who is to be taken out, and what is put in their place. */
  public interface People {

    /** Whether an account id, user key or user name is one's. */
    boolean account(String account);

    /** Whether an e-mail address is one's. */
    boolean email(String email);

    /** What stands in an account's place. */
    String pseudonym(String account);

    /** What they are called. */
    String name();
  }

  /**
   * A scrubbed issue.
   *
   * @param document the same object where nothing was to be changed
   * @param accounts those found by e-mail address or another of their names alone
   * @param fields of the issue, in which free text still names somebody
   */
  public record Scrubbed(IssueDocument document, Set<String> accounts, Set<String> fields) {}

  /**
   * Scrubs.
   *
   * @param named whether a free text names one of them
   * @throws JacksonException if the issue is torn
   */
  public Scrubbed scrub(IssueDocument document, Predicate<String> named) {
    JsonNode issue = MAPPER.readTree(document.json());
    JsonNode clean = cleaned(issue);
    var fields = new TreeSet<String>();
    clean.properties().forEach(part -> collect(part.getKey(), part.getValue(), named, fields));
    return new Scrubbed(
        changed ? new IssueDocument(MAPPER.writeValueAsBytes(clean)) : document, learned, fields);
  }

  private JsonNode cleaned(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> object(object);
      case ArrayNode array -> array(array);
      case StringNode text -> text(text);
      default -> node;
    };
  }

  private JsonNode array(ArrayNode array) {
    for (int i = 0; i < array.size(); i++) {
      array.set(i, cleaned(array.get(i)));
    }
    return array;
  }

  private JsonNode object(ObjectNode object) {
    String account = Accounts.key(object);
    if (account != null && isUser(object)) {
      if (isTheirs(object)) {
        return user(object, account);
      }
    } else if (object.has("field") && (object.has("from") || object.has("to"))) {
      value(object, "from", "fromString", "tmpFromAccountId");
      value(object, "to", "toString", "tmpToAccountId");
    } else if ("mention".equals(Json.text(object, "type"))
        && object.get("attrs") instanceof ObjectNode attributes
        && isTheirs(Json.text(attributes, "id"))) {
      attributes.put("id", people.pseudonym(Json.text(attributes, "id", "")));
      attributes.put("text", "@" + people.name());
      changed = true;
    }
    for (String name : Set.copyOf(object.propertyNames())) {
      object.set(name, cleaned(object.get(name)));
    }
    return object;
  }

  /** An option or a status has a key or name, too, but no name to show. */
  private static boolean isUser(ObjectNode object) {
    return object.has("accountId") || object.has("displayName") || object.has("emailAddress");
  }

  private boolean isTheirs(ObjectNode user) {
    String email = Json.text(user, "emailAddress");
    return isTheirs(Json.text(user, "accountId"))
        || isTheirs(Json.text(user, "key"))
        || isTheirs(Json.text(user, "name"))
        || (email != null && people.email(email));
  }

  private boolean isTheirs(@Nullable String account) {
    return account != null && people.account(account);
  }

  private ObjectNode user(ObjectNode user, String account) {
    String pseudonym = people.pseudonym(account);
    if (!people.account(account) && !pseudonym.equals(account)) {
      learned.add(account);
    }
    ObjectNode nobody = MAPPER.createObjectNode();
    for (String name : new String[] {"accountId", "key", "name"}) {
      if (user.has(name)) {
        nobody.put(name, pseudonym);
      }
    }
    nobody.put("displayName", people.name());
    nobody.put("active", false);
    String type = Json.text(user, "accountType");
    if (type != null) {
      nobody.put("accountType", type);
    }
    changed = true;
    return nobody;
  }

  /** One side of a change in the changelog: an account or several, and how they were shown. */
  private void value(ObjectNode change, String value, String shown, String temporary) {
    String before = Json.text(change, value);
    if (before == null) {
      return;
    }
    String[] accounts = before.replaceAll("^\\[|]$", "").split(",\\s*", -1);
    String[] names = Json.text(change, shown, "").split(",\\s*", -1);
    boolean any = false;
    for (int i = 0; i < accounts.length; i++) {
      if (isTheirs(accounts[i])) {
        any = true;
        before = before.replace(accounts[i], people.pseudonym(accounts[i]));
        if (names.length == accounts.length) {
          names[i] = people.name();
        }
      }
    }
    if (any) {
      change.put(value, before);
      change.put(shown, names.length == accounts.length ? String.join(", ", names) : people.name());
      if (change.has(temporary)) {
        change.put(temporary, before);
      }
      changed = true;
    }
  }

  private JsonNode text(StringNode node) {
    String text = node.stringValue();
    String clean = isAlone(text) ? people.pseudonym(text) : mentions(text);
    if (clean.equals(text)) {
      return node;
    }
    changed = true;
    return MAPPER.getNodeFactory().stringNode(clean);
  }

  /** An identifier by itself, as single values of custom fields are. */
  private boolean isAlone(String text) {
    return text.length() >= SHORTEST_ALONE
        && text.length() <= LONGEST_ALONE
        && text.chars().noneMatch(Character::isWhitespace)
        && (text.indexOf('@') > 0 ? people.email(text) : people.account(text));
  }

  private String mentions(String text) {
    if (!text.contains("[~")) {
      return text;
    }
    return WIKI_MENTION
        .matcher(text)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                people.account(found.group(2))
                    ? "[~" + people.pseudonym(found.group(2)) + "]"
                    : found.group()));
  }

  private static void collect(
      String field, JsonNode node, Predicate<String> named, Set<String> fields) {
    if (field.equals("fields")) {
      node.properties().forEach(each -> collect(each.getKey(), each.getValue(), named, fields));
    } else if (names(node, named)) {
      fields.add(field);
    }
  }

  private static boolean names(JsonNode node, Predicate<String> named) {
    if (node instanceof StringNode text) {
      return named.test(text.stringValue());
    }
    for (JsonNode each : node) {
      if (names(each, named)) {
        return true;
      }
    }
    return false;
  }
}

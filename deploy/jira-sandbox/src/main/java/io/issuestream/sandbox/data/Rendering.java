package io.issuestream.sandbox.data;

import io.issuestream.sandbox.json.JsonBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One of the four ways an issue can look: a surface, in the shape of its platform or of its agile
 * endpoints. Holds what is the same in every answer of that kind: user objects ready as bytes, and
 * the field selections asked for so far.
 */
public final class Rendering {
  /** Requests repeat a handful of field lists; more than this many different ones start over. */
  private static final int MOST_SELECTIONS = 200;

  private final Surface surface;
  private final boolean agile;
  private final String baseUrl;
  private final Accounts accounts;
  private final Fields fields;
  private final Map<String, FieldSelection> selections = new ConcurrentHashMap<>();
  private volatile byte[][] users = new byte[0][];

  Rendering(Surface surface, boolean agile, String baseUrl, Accounts accounts, Fields fields) {
    this.surface = surface;
    this.agile = agile;
    this.baseUrl = baseUrl;
    this.accounts = accounts;
    this.fields = fields;
  }

  /** The surface imitated. */
  public Surface surface() {
    return surface;
  }

  /** Whether this is the shape of {@code /rest/agile/1.0} answers. */
  public boolean agile() {
    return agile;
  }

  /** The surface's address without a slash at its end; what {@code self} links start with. */
  public String baseUrl() {
    return baseUrl;
  }

  /**
   * The digit in {@code /rest/api/N} links; the agile endpoints link to version 2 on both surfaces.
   */
  public char apiVersion() {
    return richText() ? '3' : '2';
  }

  /**
   * Whether texts are documents (Atlassian Document Format): on Cloud's v3 platform answers only.
   */
  boolean richText() {
    return surface == Surface.CLOUD && !agile;
  }

  /** The id under which these answers show a field, or null where they do not. */
  public @Nullable String idOf(Field field) {
    return field.idIn(this);
  }

  Fields fields() {
    return fields;
  }

  /** The selection that a request's field list means here. */
  public FieldSelection selection(List<String> requested, String fallback) {
    if (selections.size() > MOST_SELECTIONS) {
      selections.clear();
    }
    return selections.computeIfAbsent(
        fallback + "|" + String.join(",", requested),
        key -> new FieldSelection(requested, fallback));
  }

  /** A user object as bytes, by account number. */
  byte[] user(int number) {
    byte[][] now = users;
    if (number < now.length && now[number].length > 0) {
      return now[number];
    }
    return learnUser(number);
  }

  private synchronized byte[] learnUser(int number) {
    byte[][] grown = users;
    if (number >= grown.length) {
      int before = grown.length;
      grown = Arrays.copyOf(grown, Math.max(number + 1, before * 2));
      Arrays.fill(grown, before, grown.length, new byte[0]);
    } else {
      grown = grown.clone();
    }
    JsonBytes out = new JsonBytes();
    Accounts.write(accounts.account(number), this, out);
    grown[number] = out.toByteArray();
    users = grown;
    return grown[number];
  }
}

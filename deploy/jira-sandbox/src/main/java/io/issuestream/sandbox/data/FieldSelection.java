package io.issuestream.sandbox.data;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which fields a request wants, worked out once per distinct request and then asked per field of
 * each issue by number. {@code *all}, {@code *navigable}, ids, and exclusions with a minus, as Jira
 * reads them; unknown names are ignored.
 */
public final class FieldSelection {
  /** Not part of {@code *navigable}: Jira gives these only when they are asked for. */
  private static final Set<String> NOT_NAVIGABLE =
      Set.of("comment", "attachment", "worklog", "timetracking", "issuerestriction");

  private static final Set<String> PSEUDO = Set.of("id", "key", "issuekey", "self");

  private final boolean all;
  private final boolean navigable;
  private final Set<String> named = new HashSet<>();
  private final Set<String> excluded = new HashSet<>();
  private final boolean onlyId;
  private volatile Known known = new Known(0, new BitSet());

  private record Known(int fields, BitSet shown) {}

  /**
   * Reads a request's list.
   *
   * @param requested the names as sent, commas already split
   * @param fallback what an empty list means: {@code id} for Cloud's search, {@code *navigable} or
   *     {@code *all} elsewhere
   */
  FieldSelection(List<String> requested, String fallback) {
    List<String> wanted = requested.stream().map(String::strip).filter(f -> !f.isEmpty()).toList();
    boolean onlyExclusions = !wanted.isEmpty() && wanted.stream().allMatch(f -> f.startsWith("-"));
    boolean byDefault = wanted.isEmpty() || onlyExclusions;
    this.all = wanted.contains("*all") || (byDefault && fallback.equals("*all"));
    this.navigable =
        wanted.contains("*navigable")
            || (byDefault && fallback.equals("*navigable"))
            || (onlyExclusions && fallback.equals("id"));
    for (String field : wanted) {
      if (field.startsWith("-")) {
        excluded.add(field.substring(1));
      } else {
        named.add(field);
      }
    }
    if (wanted.isEmpty() && fallback.equals("id")) {
      named.add("id");
    }
    this.onlyId = fallback.equals("id") && !all && !navigable && named.equals(Set.of("id"));
  }

  /** Only the id: Cloud's search then answers objects with nothing else in them. */
  public boolean onlyId() {
    return onlyId;
  }

  /** Whether any real field is asked for; Cloud's pages hold at most 100 issues then. */
  public boolean realFields() {
    return all
        || navigable
        || named.stream().anyMatch(f -> !f.startsWith("*") && !PSEUDO.contains(f));
  }

  /** Whether this answer shows the field, by the id that the answer would give it. */
  boolean shows(String id) {
    if (excluded.contains(id)) {
      return false;
    }
    return all || (navigable && !NOT_NAVIGABLE.contains(id)) || named.contains(id);
  }

  /** The same by field number, remembered until a new field turns up. */
  boolean shows(Field field, Rendering to) {
    Known now = known;
    if (field.number() >= now.fields()) {
      now = learn(to);
    }
    return now.shown().get(field.number());
  }

  private Known learn(Rendering to) {
    List<Field> fields = to.fields().all();
    BitSet shown = new BitSet(fields.size());
    for (Field field : fields) {
      String id = field.idIn(to);
      if (id != null
          && (shows(id)
              || (field.role() == Field.Role.SPRINT && to.agile() && showsAgileSprint()))) {
        shown.set(field.number());
      }
    }
    Known learned = new Known(fields.size(), shown);
    known = learned;
    return learned;
  }

  private boolean showsAgileSprint() {
    return shows("sprint") || shows("closedSprints");
  }
}

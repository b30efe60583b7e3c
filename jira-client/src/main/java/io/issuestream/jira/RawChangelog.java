package io.issuestream.jira;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * An issue's histories as Jira wrote them, each once, for putting together what Jira gives in
 * parts: its search the newest 40, the bulk changelog all of them, an earlier reading those until
 * then. Histories are only ever added, so a part that is whole up to some moment and one that
 * reaches back to that moment make a whole one.
 */
public final class RawChangelog {

  /** Histories of one issue in an answer of Cloud's search. */
  static final int CLOUD_CAP = 40;

  private static final Comparator<History> OLDEST_FIRST =
      Comparator.comparing(History::at)
          .thenComparingInt(history -> history.id().length())
          .thenComparing(History::id);

  private final Map<String, History> histories;
  private final boolean whole;
  private final long told;

  /** A history; one without an id is known by its text. */
  private record History(String id, Instant at, byte[] json) {

    static History of(byte[] json) {
      JsonNode node = Json.tree(json);
      Instant at = JiraTime.at(node, "created");
      return new History(
          Json.text(node, "id", new String(json, UTF_8)), at == null ? Instant.MIN : at, json);
    }
  }

  private RawChangelog(Map<String, History> histories, boolean whole, long told) {
    this.histories = histories;
    this.whole = whole;
    this.told = told;
  }

  /** Every history of an issue. */
  static RawChangelog whole(Collection<byte[]> histories) {
    return new RawChangelog(byId(histories), true, histories.size());
  }

  /** The histories that came with an issue; none if it has no changelog. */
  public static RawChangelog of(IssueDocument document) {
    byte[] json = document.json();
    try (JsonParser parser = Json.parser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean wanted = "changelog".equals(parser.currentName());
        JsonToken value = parser.nextToken();
        if (wanted && value == JsonToken.START_OBJECT) {
          return embedded(parser, json);
        }
        parser.skipChildren();
      }
    }
    return new RawChangelog(Map.of(), false, 0);
  }

  private static RawChangelog embedded(JsonParser parser, byte[] json) {
    List<byte[]> histories = List.of();
    Long total = null;
    Boolean last = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("histories") && value == JsonToken.START_ARRAY) {
        histories = JsonSlices.elements(parser, json);
      } else if (name.equals("total") && value == JsonToken.VALUE_NUMBER_INT) {
        total = parser.getLongValue();
      } else if (name.equals("isLast") && value.isBoolean()) {
        last = value == JsonToken.VALUE_TRUE;
      } else {
        parser.skipChildren();
      }
    }
    return new RawChangelog(
        byId(histories),
        last == null ? isShort(histories.size()) && tellsAll(total, histories.size()) : last,
        total == null ? histories.size() : total);
  }

  /** Whether a changelog inside an issue holds all there is, by its own word. */
  static boolean tellsAll(JsonNode changelog, int held) {
    JsonNode last = changelog.get("isLast");
    if (last != null && last.isBoolean()) {
      return last.booleanValue();
    }
    return tellsAll(Json.number(changelog, "total"), held);
  }

  /** Too few for Cloud's search to have cut them. */
  private static boolean isShort(int held) {
    return held < CLOUD_CAP;
  }

  private static boolean tellsAll(@Nullable Long total, int held) {
    return total == null ? isShort(held) : held >= total;
  }

  private static Map<String, History> byId(Collection<byte[]> histories) {
    Map<String, History> byId = new HashMap<>();
    for (byte[] json : histories) {
      History history = History.of(json);
      byId.put(history.id(), history);
    }
    return byId;
  }

  /** Number of histories. */
  public int size() {
    return histories.size();
  }

  /**
   * Whether none is missing for sure. A full page of Cloud's search never is whole by itself: its
   * total is by specification the number of results <i>on the page</i>.
   */
  public boolean isWhole() {
    return whole;
  }

  /**
   * The whole changelog as of these newest histories, by means of a whole one read before or after
   * them. What came later than the newest of them is left out, because the issue they came with
   * does not show it yet. Empty if the other is not whole, if the two do not meet, or if Jira told
   * of more than they hold together.
   */
  public Optional<RawChangelog> completedBy(RawChangelog other) {
    if (!other.whole || Collections.disjoint(histories.keySet(), other.histories.keySet())) {
      return Optional.empty();
    }
    History newest = Collections.max(histories.values(), OLDEST_FIRST);
    Map<String, History> all = new HashMap<>();
    other.histories.forEach((id, history) -> {
      if (OLDEST_FIRST.compare(history, newest) <= 0) {
        all.put(id, history);
      }
    });
    // These win over the other's: only the search is sure to tell times to the millisecond.
    all.putAll(histories);
    return told > histories.size() && all.size() < told
        ? Optional.empty()
        : Optional.of(new RawChangelog(all, true, all.size()));
  }

  /** All that is known, with a gap between the two. */
  public RawChangelog besides(RawChangelog older) {
    Map<String, History> all = new HashMap<>(older.histories);
    all.putAll(histories);
    return new RawChangelog(all, false, Math.max(told, all.size()));
  }

  /**
   * The issue with this changelog in the place of the one it came with, everything else byte for
   * byte as it was. Whether it is whole is written as {@code isLast}, as Jira does in its pages of
   * changelogs; the search's own are without it.
   */
  public IssueDocument in(IssueDocument document) {
    List<History> sorted = new ArrayList<>(histories.values());
    sorted.sort(OLDEST_FIRST);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head =
        "{\"startAt\":0,\"maxResults\":%d,\"total\":%d,\"isLast\":%b,\"histories\":["
            .formatted(sorted.size(), Math.max(told, sorted.size()), whole);
    out.writeBytes(head.getBytes(UTF_8));
    for (int i = 0; i < sorted.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(sorted.get(i).json());
    }
    out.writeBytes("]}".getBytes(UTF_8));
    return document.withChangelog(out.toByteArray());
  }
}

package io.issuestream.sandbox.data;

import io.issuestream.sandbox.json.JsonBytes;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Every sprint by id, and the three shapes in which Jira writes one. */
public final class Sprints {
  /** Field elements ready to be copied, since every issue of a sprint shows the same. */
  private record Elements(byte[] cloud, byte[] server) {}

  private final NavigableMap<Long, Sprint> byId = new ConcurrentSkipListMap<>();
  private final Map<Long, Elements> elements = new ConcurrentHashMap<>();

  /** Keeps a sprint; of two with one id the later wins, as in Jira there is only one. */
  public void put(Sprint sprint) {
    if (sprint.equals(byId.put(sprint.id(), sprint))) {
      return;
    }
    JsonBytes cloud = new JsonBytes();
    writeObject(sprint, cloud);
    JsonBytes server = new JsonBytes().string(serverText(sprint));
    elements.put(sprint.id(), new Elements(cloud.toByteArray(), server.toByteArray()));
  }

  /** The sprint with this id, or null. */
  public @Nullable Sprint get(long id) {
    return byId.get(id);
  }

  /** All sprints by rising id. */
  public Collection<Sprint> all() {
    return byId.values();
  }

  /** Writes an element of the sprint field: Cloud's object, Data Center's Java {@code toString}. */
  void writeElement(long id, Surface surface, JsonBytes out) {
    Elements ready = elements.get(id);
    if (ready != null) {
      out.bytes(surface == Surface.CLOUD ? ready.cloud() : ready.server());
    }
  }

  private static void writeObject(Sprint sprint, JsonBytes out) {
    out.ascii("{\"id\":").number(sprint.id()).ascii(",\"name\":").string(sprint.name());
    out.ascii(",\"state\":").string(sprint.state());
    if (sprint.boardId() != null) {
      out.ascii(",\"boardId\":").number(sprint.boardId());
    }
    out.ascii(",\"goal\":").string(sprint.goal() == null ? "" : sprint.goal());
    dates(sprint, out);
    out.raw('}');
  }

  /** Writes the sprint as the agile endpoints do, on both surfaces. */
  public static void writeAgile(Sprint sprint, Rendering to, JsonBytes out) {
    out.ascii("{\"id\":").number(sprint.id());
    out.ascii(",\"self\":\"")
        .escaped(to.baseUrl())
        .ascii("/rest/agile/1.0/sprint/")
        .number(sprint.id())
        .raw('"');
    out.ascii(",\"state\":").string(sprint.state()).ascii(",\"name\":").string(sprint.name());
    dates(sprint, out);
    if (sprint.boardId() != null) {
      out.ascii(",\"originBoardId\":").number(sprint.boardId());
    }
    if (sprint.goal() != null) {
      out.ascii(",\"goal\":").string(sprint.goal());
    }
    out.raw('}');
  }

  private static void dates(Sprint sprint, JsonBytes out) {
    date("startDate", sprint.start(), out);
    date("endDate", sprint.end(), out);
    date("completeDate", sprint.complete(), out);
  }

  private static void date(String name, @Nullable String value, JsonBytes out) {
    if (value != null) {
      out.ascii(",\"").ascii(name).ascii("\":").string(value);
    }
  }

  private static String serverText(Sprint sprint) {
    return "com.atlassian.greenhopper.service.sprint.Sprint@"
        + Long.toHexString(0x1000000L + sprint.id() * 7919)
        + "[id="
        + sprint.id()
        + ",rapidViewId="
        + orNull(sprint.boardId())
        + ",state="
        + sprint.state().toUpperCase(Locale.ROOT)
        + ",name="
        + sprint.name()
        + ",goal="
        + orNull(sprint.goal())
        + ",startDate="
        + orNull(sprint.start())
        + ",endDate="
        + orNull(sprint.end())
        + ",completeDate="
        + orNull(sprint.complete())
        + ",sequence="
        + sprint.id()
        + "]";
  }

  private static String orNull(@Nullable Object value) {
    return value == null ? "<null>" : value.toString();
  }
}

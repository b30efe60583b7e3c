package io.issuestream.local.letters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which letters are meant: these, or all that fit what is given. */
record Meant(
    List<String> ids,
    @Nullable String topic,
    @Nullable String code,
    @Nullable String team,
    boolean all) {

  boolean saysWhich() {
    return all || !ids.isEmpty() || topic != null || code != null || team != null;
  }

  /** In whose audit log it will stand. */
  String actsFor() {
    return team == null ? Office.PLATFORM : team;
  }

  /** What the list is asked with; ids are not among it. */
  Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    if (topic != null) {
      query.put("topic", topic);
    }
    if (code != null) {
      query.put("code", code);
    }
    if (team != null) {
      query.put("team", team);
    }
    return query;
  }

  /** What is to be done is asked for with; a portion of it. */
  Map<String, Object> order() {
    Map<String, Object> order = new LinkedHashMap<>(query());
    if (!ids.isEmpty()) {
      order.put("ids", ids);
    }
    if (all) {
      order.put("all", true);
    }
    order.put("limit", Office.AT_A_TIME);
    return order;
  }
}

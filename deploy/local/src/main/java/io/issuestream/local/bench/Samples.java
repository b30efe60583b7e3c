package io.issuestream.local.bench;

import java.util.List;
import java.util.function.IntFunction;

/**
 * What the pipeline has just stored and published, so that the floors move the same.
 *
 * @param events JSON of issue events
 * @param raws raw issues, packed
 */
record Samples(List<byte[]> events, List<byte[]> raws) {
  private static final int MOST = 2000;

  Samples {
    if (events.isEmpty() || raws.isEmpty()) {
      throw new IllegalStateException("The measured run has left nothing behind.");
    }
  }

  /** Evenly over all of the team's issues. */
  static Samples of(FloorPlace place) {
    int step = Math.max(1, place.issues() / MOST);
    IntFunction<String> thinned =
        every -> "select data from numbered where place % " + every + " = 0";
    try (Sql sync = Sql.connect(place, "sync")) {
      List<byte[]> events =
          sync.bytes(
              """
              with numbered as (
                select data, row_number() over (order by message_key) as place from outbox_state
                where team_id = $1 and topic = 'jira.issues')
              """
                  + thinned.apply(step),
              place.team());
      List<byte[]> raws =
          sync.bytes(
              """
              with numbered as (
                select raw as data, row_number() over (order by jira_id) as place from issue_raw
                where team_id = $1)
              """
                  + thinned.apply(step),
              place.team());
      return new Samples(events, raws);
    }
  }

  byte[] event(int number) {
    return events.get(number % events.size());
  }

  byte[] raw(int number) {
    return raws.get(number % raws.size());
  }
}

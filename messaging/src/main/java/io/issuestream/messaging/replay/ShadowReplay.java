package io.issuestream.messaging.replay;

import io.issuestream.messaging.replay.Comparison.Found;
import java.io.PrintStream;
import java.time.Duration;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** Builds the projection beside the live one, compares the two, and swaps them if told. */
final class ShadowReplay implements AutoCloseable {

  private final Parts parts;
  private final ShadowSchema schema;
  private final PrintStream out;
  private final Waiting waiting;
  private final CompareSql sql;
  private final Handing handing;
  private final Feeds feeds;
  private final LiveGroup group;
  private @Nullable Feeds published;

  ShadowReplay(Parts parts, ShadowSchema schema, PrintStream out) {
    this.parts = parts;
    this.schema = schema;
    this.out = out;
    this.waiting = parts.waiting();
    this.sql = new CompareSql(Parts.LIVE, schema.name());
    this.handing = new Handing(parts.again(), waiting, parts.projection()::remove);
    this.feeds = parts.feeds(parts.again().topics(), null);
    this.group = parts.liveGroup();
  }

  /** Whether live and rebuilt are the same in the end. */
  boolean run() {
    Tables tables = parts.tables(schema.name());
    schema.addBooks();
    build(tables);
    published = readPublished();
    Found found = compare(tables);
    boolean same = tell(found);
    ReplayOptions options = parts.options();
    if (options.json() != null) {
      report().write(options.json(), parts.service(), found.certain());
    }
    if (options.swap() && !same) {
      requireAllTaken();
      same = swap(tables);
    }
    return same;
  }

  private void build(Tables tables) {
    long begin = System.nanoTime();
    try (var _ = new Ticker(out, "records read", feeds::read)) {
      feeds.readToEnds(handing::of);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    schema.analyze(
        tables.byName().values().stream()
            .filter(table -> table.rule().kind() != TableRule.Kind.TECHNICAL)
            .map(table -> table.rule().table())
            .toList());
    parts.projection().recomputation().start();
    try (var _ =
        new Ticker(
            out,
            "figures to be worked out",
            () -> waiting.value(parts.projection().pending(parts.options().team(), "")))) {
      settle();
    }
    Duration settled = Duration.ofNanos(System.nanoTime() - begin);
    out.printf(
        "Rebuilt from %d records of %d topics: read and applied in %.1f s, %d a second; figures"
            + " after %.1f s.%n",
        feeds.read(),
        parts.again().topics().size(),
        took.toMillis() / 1000.0,
        Feeds.rate(feeds.read(), took),
        settled.toMillis() / 1000.0);
    parts.tellPassedOver(out);
  }

  /** Waits until all figures of the shadow are worked out. */
  private void settle() {
    String team = parts.options().team();
    boolean settled =
        waiting.until(
            () -> waiting.value(parts.projection().pending(team, "")) == 0, Duration.ofMinutes(30));
    if (!settled) {
      throw new ReplayStopped("The rebuilt figures do not settle");
    }
  }

  private @Nullable Feeds readPublished() {
    if (parts.projection().published().isEmpty()) {
      return null;
    }
    var reading = parts.feeds(parts.projection().published(), null);
    try {
      keepPublished(reading);
      return reading;
    } catch (AuthorizationException refused) {
      reading.close();
      out.println(
          "What was published is not compared: this account may not read the service's own"
              + " topics.");
      return null;
    }
  }

  private void keepPublished(Feeds reading) {
    var records = new PublishedRecords(parts.database());
    reading.readToEnds(topic ->
        (values, gone) -> {
          var _ = waiting.on(records.keep(topic.topicName(), values, gone));
        });
  }

  /** Brings both sides to the same point, and looks, until every difference is certain or gone. */
  private Found compare(Tables tables) {
    var comparison =
        new Comparison(
            parts.database(),
            parts.transactions(),
            sql,
            tables,
            parts.options().team(),
            published != null);
    long end = System.nanoTime() + parts.options().patience().toNanos();
    Found found;
    int looks = 0;
    do {
      catchUp();
      found = waiting.value(comparison.look());
      looks++;
    } while (found.certain() + found.open() > 0
        && (looks < 2 || found.open() > 0)
        && System.nanoTime() < end);
    return found;
  }

  private void catchUp() {
    feeds.readToEnds(handing::of);
    if (!waiting.until(() -> group.hasPassed(feeds.next()), parts.options().patience())) {
      throw new ReplayStopped(
          "The live service has not read what the shadow has within "
              + parts.options().patience().toSeconds()
              + " s; is it running? Behind: "
              + String.join(", ", group.behind(feeds.next())));
    }
    settle();
    if (published != null) {
      keepPublished(published);
    }
  }

  private boolean tell(Found found) {
    if (found.certain() == 0 && found.open() == 0) {
      out.println("Live and rebuilt are the same.");
    } else {
      out.printf("%d rows differ.%n", found.certain());
      report().print(parts.options().most());
    }
    if (found.open() > 0) {
      out.printf(
          "%d rows changed from look to look and could not be compared; run it again.%n",
          found.open());
    }
    return found.certain() == 0 && found.open() == 0;
  }

  private DifferenceReport report() {
    return new DifferenceReport(parts.database(), waiting, out);
  }

  /** What stands for such a record live may have been made by a release that took it. */
  private void requireAllTaken() {
    if (!parts.again().failed().isEmpty()) {
      throw new ReplayStopped(
          "Nothing was swapped, as records could not be taken: what live holds in their place"
              + " would be taken away. Have their owner publish them anew, or replay with a release"
              + " that takes them");
    }
  }

  private boolean swap(Tables tables) {
    var swap = new Swap(parts.database(), parts.transaction(), parts.projection(), tables, sql);
    long rows = waiting.value(swap.run(() -> feeds.readToEnds(handing::of)));
    out.printf(
        "Swapped: %d rows of states and facts put in, replaced or taken away; figures follow.%n",
        rows);
    // Figures that are marked are not compared until the live service has worked them out.
    return tell(compare(tables));
  }

  @Override
  public void close() {
    feeds.close();
    if (published != null) {
      published.close();
    }
    group.close();
  }
}

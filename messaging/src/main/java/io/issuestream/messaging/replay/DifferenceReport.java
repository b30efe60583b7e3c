package io.issuestream.messaging.replay;

import io.r2dbc.spi.Readable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Tells the differences: the first of them on the screen, all of them in a file. */
final class DifferenceReport {

  private final DatabaseClient database;
  private final Waiting waiting;
  private final PrintStream out;

  DifferenceReport(DatabaseClient database, Waiting waiting, PrintStream out) {
    this.database = database;
    this.waiting = waiting;
    this.out = out;
  }

  /** Prints the first differences. */
  void print(int most) {
    int printed = 0;
    for (Difference difference : page(0, most)) {
      for (String line : difference.lines()) {
        if (printed++ == most) {
          out.println("... there are more; --json FILE has them all");
          return;
        }
        out.println("  " + line);
      }
    }
  }

  /**
   * Writes all to a file that only its owner may read: one JSON object with a list, a row in each
   * line.
   */
  void write(Path file, String service, long count) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        writer.write("{\"service\":\"" + service + "\",\"rows\":" + count + ",\"differences\":[");
        writeRows(writer);
        writer.write("]}\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " could not be written: " + e.getMessage(), e);
    }
  }

  private void writeRows(BufferedWriter writer) throws IOException {
    int page = 500;
    for (int from = 0; ; from += page) {
      List<Difference> rows = page(from, page);
      for (int i = 0; i < rows.size(); i++) {
        writer.write(from + i == 0 ? "\n" : ",\n");
        writer.write(rows.get(i).json());
      }
      if (rows.size() < page) {
        return;
      }
    }
  }

  private List<Difference> page(int from, int size) {
    Mono<List<Difference>> page =
        database
            .sql(
                """
                select table_name, team_id, key::text as key, live::text as live, rebuilt::text as rebuilt
                from replay_difference where certain
                order by table_name, team_id, key limit $2 offset $1
                """)
            .bind(0, from)
            .bind(1, size)
            .map(DifferenceReport::difference)
            .all()
            .collectList();
    return waiting.value(page);
  }

  private static Difference difference(Readable row) {
    @Nullable String live = row.get("live", String.class);
    @Nullable String rebuilt = row.get("rebuilt", String.class);
    return Difference.read(
        text(row, "table_name"), text(row, "team_id"), text(row, "key"), live, rebuilt);
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }
}

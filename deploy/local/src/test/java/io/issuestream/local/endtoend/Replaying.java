package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.local.parts.ServiceReplay;
import io.issuestream.local.parts.ServiceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Builds projections of a running stack again, as an operator does. */
record Replaying(RunningStack running) {
  private static final long LIMIT_SECONDS = 180;

  /** A replay that has been begun, and the file it writes to. */
  record Begun(Process process, Path output) {

    /** What it has said until now. */
    String said() {
      try {
        return Files.readString(output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Begun begin(ServiceSpec service, String... options) {
    ServiceReplay replay = running.replay(service, List.of(options));
    try {
      Path output = Files.createTempFile("replay", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(replay.command())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(replay.environment());
      return new Begun(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs one to its end, which has to be a good one; what it said. */
  String done(ServiceSpec service, String... options) {
    Begun begun = begin(service, options);
    try {
      assertThat(begun.process().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
          .as(begun.said())
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    System.out.println(service.name() + " " + String.join(" ", options) + "\n" + begun.said());
    assertThat(begun.process().exitValue()).as(begun.said()).isZero();
    return begun.said();
  }

  /** Has live and rebuilt compared, which have to be the same. */
  void same(ServiceSpec service) {
    assertThat(done(service, "--shadow"))
        .contains("Rebuilt from ", "Live and rebuilt are the same.");
  }

  /** The schemas of shadows there are in a service's database. */
  List<String> shadows(ServiceSpec service) {
    return texts(service, "select nspname from pg_namespace where nspname like 'shadow%'");
  }

  /** A column of rows, as text. */
  List<String> texts(ServiceSpec service, String sql) {
    try (Connection connection = new Places(running).superuser(service);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a shadow has rows of a table yet; false as long as it has not even the table. */
  boolean holds(ServiceSpec service, String table) {
    for (String shadow : shadows(service)) {
      if (texts(service, "select to_regclass('%s.%s')::text".formatted(shadow, table)).getFirst()
              != null
          && !texts(service, "select '' from %s.%s limit 1".formatted(shadow, table)).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}

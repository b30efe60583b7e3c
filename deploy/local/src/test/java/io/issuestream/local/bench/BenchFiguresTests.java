package io.issuestream.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.issuestream.local.demo.ProjectSync;
import io.issuestream.local.demo.Surface;
import io.issuestream.local.process.ProcessFigures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BenchFiguresTests {
  private static final ProjectSync.Run RUN =
      new ProjectSync.Run(
          "r",
          true,
          "completed",
          OptionalLong.of(50_000),
          50_000,
          50_000,
          0,
          0,
          0,
          0,
          512,
          Duration.ofSeconds(20),
          2500,
          1,
          Instant.EPOCH);
  private static final List<Costs.Spent> SPENT =
      List.of(
          spent("sync-worker", 40),
          spent("metrics-service", 20),
          spent("kafka", 10),
          spent("postgresql", 30),
          spent("jira-sandbox", 90),
          spent(Costs.BENCH, 3));
  private static final Trial TRIAL =
      new Trial(
          50_000,
          Duration.ofSeconds(20),
          Duration.ofSeconds(22),
          Duration.ofSeconds(40),
          RUN,
          SPENT);
  private static final BenchFigures FIGURES =
      new BenchFigures(
          "cloud",
          Duration.ofSeconds(9),
          TRIAL,
          TRIAL,
          new Floors(
              List.of(
                  floor("fetch and parse", 10, Map.of("bytes", 5432.0, "histories", 12.3)),
                  floor("unnest upsert", 4, Map.of("bytes", 3000.0)),
                  floor("produce", 2, Map.of("bytes", 2000.0)))));

  @Test
  void countsTheSandboxAndItselfApart() {
    assertThat(FIGURES.product())
        .extracting(Costs.Spent::process)
        .doesNotContain("jira-sandbox", Costs.BENCH);
    assertThat(FIGURES.cpuPerIssue(FIGURES.product())).isEqualTo(2.0, within(1e-9));
    assertThat(FIGURES.largest(2))
        .extracting(Costs.Spent::process)
        .containsExactly("sync-worker", "postgresql");
  }

  @Test
  void comparesWithTheFloorsOneAfterAnother() {
    assertThat(FIGURES.ratio()).isEqualTo(2.5, within(1e-9));
  }

  @Test
  void saysWhatThereIsToKnow() {
    StringWriter out = new StringWriter();
    new BenchPrintout(new PrintWriter(out)).print(FIGURES);

    assertThat(out.toString())
        .contains("50,000 issues of 5,432 bytes and 12.3 histories each")
        .containsPattern("to the last metric +40.0 +1,250")
        .contains(
            "Largest costs: sync-worker 0.80 ms, postgresql 0.60 ms, metrics-service 0.40 ms an issue.")
        .contains("2.50 times as long as its floors");
  }

  @Test
  void costsAreWhatWasUsedSince() {
    Costs before = new Costs(Map.of("kafka", new ProcessFigures(1, 1, Duration.ofSeconds(3))));
    Costs after = new Costs(Map.of("kafka", new ProcessFigures(1, 7, Duration.ofSeconds(5))));

    assertThat(after.since(before))
        .containsExactly(new Costs.Spent("kafka", Duration.ofSeconds(2), 7));
  }

  @Test
  void refusesToMeasureTooLittle() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BenchPlan(10, Surface.CLOUD));
  }

  private static Costs.Spent spent(String process, int seconds) {
    return new Costs.Spent(process, Duration.ofSeconds(seconds), 300L << 20);
  }

  private static Floor floor(String name, int seconds, Map<String, Double> sizes) {
    return new Floor(name, Duration.ofSeconds(seconds), Duration.ofSeconds(seconds), sizes);
  }
}

package io.issuestream.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTests {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final long PLENTY = Long.MAX_VALUE;

  @TempDir Path directory;
  private final List<String> stopped = new CopyOnWriteArrayList<>();
  private Optional<Supervisor> running = Optional.empty();

  @AfterEach
  void close() {
    running.ifPresent(Supervisor::close);
  }

  @Test
  void startsAGroupOnceTheOneBeforeIsReadyAndStopsThemTheOtherWayRound() {
    AtomicBoolean ready = new AtomicBoolean();
    Part server =
        new ShellPart(
            "server",
            "sleep 100",
            ShellPart.of("server", "", directory, stopped).log(),
            ready::get,
            stopped);
    run(PLENTY, List.of(List.of(server), List.of(shell("service", "sleep 100"))));

    await().atMost(BOUND).until(() -> condition("server") == Condition.STARTING);
    assertThat(condition("service")).isEqualTo(Condition.WAITING);

    ready.set(true);
    await().atMost(BOUND).until(() -> state().allReady());

    running.orElseThrow().close();
    assertThat(stopped).containsExactly("service", "server");
    assertThat(state().parts())
        .allMatch(part -> part.condition() == Condition.STOPPED && part.alive().isEmpty());
  }

  @Test
  void startsAPartAgainAndSaysWhyItEnded() {
    run(
        PLENTY,
        List.of(List.of(shell("fragile", "sleep 0.2; exit 7"), shell("steady", "sleep 100"))));

    await().atMost(BOUND).until(() -> part("fragile").restarts() >= 2);
    await()
        .atMost(BOUND)
        .until(() ->
            part("fragile").condition() == Condition.RESTARTING
                && part("fragile").message().equals("ended with code 7"));
    assertThat(part("steady").restarts()).isZero();
  }

  @Test
  void noticesAKilledProcessAtOnce() {
    run(PLENTY, List.of(List.of(shell("victim", "sleep 100"))));
    await().atMost(BOUND).until(() -> state().allReady());
    ProcessHandle first = part("victim").alive().orElseThrow();

    first.destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> state().allReady() && !part("victim").alive().equals(Optional.of(first)));
    assertThat(part("victim").restarts()).isEqualTo(1);
  }

  @Test
  void tellsThatAProcessLivesWithoutServing() {
    AtomicBoolean serving = new AtomicBoolean(true);
    Part part =
        new ShellPart(
            "deaf",
            "sleep 100",
            ShellPart.of("deaf", "", directory, stopped).log(),
            serving::get,
            stopped);
    run(PLENTY, List.of(List.of(part)));
    await().atMost(BOUND).until(() -> state().allReady());

    serving.set(false);

    await().atMost(BOUND).until(() -> condition("deaf") == Condition.NOT_SERVING);
    assertThat(part("deaf").message()).isNotEmpty();
  }

  @Test
  void warnsOfADiskThatIsNearlyFull() {
    run(500L * 1024 * 1024, List.of(List.of(shell("any", "sleep 100"))));

    await().atMost(BOUND).until(() -> state().warning().startsWith("Only 500 MB are free"));
  }

  private Part shell(String name, String script) {
    return ShellPart.of(name, script, directory, stopped);
  }

  private void run(long freeBytes, List<List<Part>> groups) {
    Supervisor supervisor = new Supervisor(StateFile.in(directory), () -> freeBytes, groups);
    running = Optional.of(supervisor);
    Thread.ofPlatform().daemon(true).start(supervisor::run);
    await().atMost(BOUND).until(() -> StateFile.in(directory).read().isPresent());
  }

  private StackState state() {
    return StateFile.in(directory).read().orElseThrow();
  }

  private PartStatus part(String name) {
    return state().part(name).orElseThrow();
  }

  private Condition condition(String name) {
    return part(name).condition();
  }
}

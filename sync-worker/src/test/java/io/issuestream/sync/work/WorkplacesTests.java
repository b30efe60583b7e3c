package io.issuestream.sync.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sync.lease.Lease;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;

class WorkplacesTests {

  private final Workplaces workplaces = new Workplaces();
  private final HeldConnection first = held(1);
  private final HeldConnection again = held(2);
  private final UUID run = UUID.randomUUID();

  @Test
  void stopsTheRunsOfAConnectionThatWasNotRenewed() {
    Disposable work = startedOn(first);
    workplaces.keepOnly(List.of(first.lease()), List.of());
    assertThat(work.isDisposed()).isTrue();
    assertThat(workplaces.holds("alpha/c")).isFalse();
  }

  @Test
  void keepsAConnectionTakenWhileTheOthersWereRenewed() {
    Disposable work = startedOn(first);
    workplaces.keepOnly(List.of(), List.of());
    assertThat(work.isDisposed()).isFalse();
    assertThat(workplaces.leases()).containsExactly(first.lease());
  }

  @Test
  void givesUpAtOnceWhatAnotherWorkerHasTaken() {
    Disposable work = startedOn(first);
    workplaces.lose("alpha/c", first.lease());
    assertThat(work.isDisposed()).isTrue();
    assertThat(workplaces.leases()).isEmpty();
  }

  @Test
  void whatWasLostDoesNotTouchWhatWasTakenAgain() {
    var _ = startedOn(first);
    workplaces.lose("alpha/c", first.lease());
    Disposable work = startedOn(again);
    workplaces.done("alpha/c", first.lease(), run);
    workplaces.lose("alpha/c", first.lease());
    assertThat(workplaces.runIds()).containsExactly(run);
    assertThat(work.isDisposed()).isFalse();
    workplaces.done("alpha/c", again.lease(), run);
    assertThat(workplaces.runIds()).isEmpty();
  }

  private Disposable startedOn(HeldConnection connection) {
    Disposable work = Disposables.single();
    workplaces.open("alpha/c", connection);
    workplaces.start("alpha/c", run, 1, held -> work);
    return work;
  }

  private static HeldConnection held(long epoch) {
    return HeldConnection.of(new Lease("alpha", "c", UUID.randomUUID(), epoch), 1);
  }
}

package io.issuestream.jira;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Has a connection's calls paid for: what they may cost before, what they did cost after. */
final class PointsMeter {

  private final PointsGovernor governor;
  private final String connectionId;
  private final boolean costs;

  /**
   * A meter of one connection.
   *
   * @param costs whether its calls cost points at all
   */
  PointsMeter(PointsGovernor governor, String connectionId, boolean costs) {
    this.governor = governor;
    this.connectionId = connectionId;
    this.costs = costs;
  }

  /** Takes points, makes the call, and settles the difference. */
  <T> Mono<T> paying(JiraRequest request, Function<Payment, Mono<T>> call) {
    if (!costs) {
      return call.apply(new Payment(request, 0));
    }
    int estimate = PointCost.estimate(request);
    return Mono.defer(
        () -> governor.take(connectionId, estimate).then(paid(request, call, estimate)));
  }

  private <T> Mono<T> paid(JiraRequest request, Function<Payment, Mono<T>> call, int estimate) {
    return Mono.defer(() -> {
      var payment = new Payment(request, estimate);
      return call.apply(payment).doOnTerminate(payment::closed).doOnCancel(payment::closed);
    });
  }

  /** What was taken for one call. */
  final class Payment {

    private static final int SETTLED = -1;

    private final JiraRequest request;
    private final AtomicInteger taken;
    private volatile boolean sent;

    private Payment(JiraRequest request, int taken) {
      this.request = request;
      this.taken = new AtomicInteger(costs ? taken : SETTLED);
    }

    void sent() {
      sent = true;
    }

    /** The cost is known once the answer has been read. */
    void answered(JiraAnswer answer) {
      if (costs) {
        var _ = answer.counting(items -> settle(PointCost.of(request, items)));
      }
    }

    /**
     * Jira answered that it does not do it. Whether a call counts that got no answer is unknown.
     */
    void failed(Throwable failure) {
      if (!(failure instanceof JiraFailure jira && jira.meansJiraIsDown())) {
        settle(1);
      }
    }

    private void closed() {
      if (!sent) {
        settle(0);
      }
    }

    private void settle(int cost) {
      int estimate = taken.getAndSet(SETTLED);
      if (estimate != SETTLED && estimate != cost) {
        governor.correct(connectionId, cost - estimate);
      }
    }
  }
}

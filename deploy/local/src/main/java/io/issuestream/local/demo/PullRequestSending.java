package io.issuestream.local.demo;

import io.issuestream.local.api.ApiRefused;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Sends deliveries through a hook, several at once, beside whatever else goes on. */
final class PullRequestSending {
  private static final int AT_ONCE = 8;
  private static final int MOST_REASONS = 5;

  private final GithubHook hook;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final List<String> reasons = new ArrayList<>();
  private final Set<String> pullRequests = ConcurrentHashMap.newKeySet();

  PullRequestSending(GithubHook hook) {
    this.hook = hook;
  }

  /** Sends all of them, in no particular order, and returns when the last one is answered. */
  void send(Stream<Delivery> deliveries) {
    Semaphore room = new Semaphore(AT_ONCE);
    try (deliveries;
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      deliveries.forEach(delivery -> {
        delivery.pullRequest().ifPresent(pullRequests::add);
        room.acquireUninterruptibly();
        threads.execute(() -> send(delivery, room));
      });
    }
  }

  private void send(Delivery delivery, Semaphore room) {
    try {
      hook.deliver(delivery);
      sent.incrementAndGet();
    } catch (ApiRefused | UncheckedIOException e) {
      refuse(String.valueOf(e.getMessage()));
    } finally {
      room.release();
    }
  }

  private void refuse(String reason) {
    refused.incrementAndGet();
    synchronized (reasons) {
      if (reasons.size() < MOST_REASONS) {
        reasons.add(reason);
      }
    }
  }

  long sent() {
    return sent.get();
  }

  long refused() {
    return refused.get();
  }

  /** Of the refused, the first few. */
  List<String> reasons() {
    synchronized (reasons) {
      return List.copyOf(reasons);
    }
  }

  /** The pull requests told of, as {@code owner/repository#number}. */
  Set<String> pullRequests() {
    return Set.copyOf(pullRequests);
  }
}

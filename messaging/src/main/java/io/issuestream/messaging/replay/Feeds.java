package io.issuestream.messaging.replay;

import io.issuestream.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** The feeds of a service's topics, read side by side. */
final class Feeds implements AutoCloseable {

  private final List<StateFeed> feeds;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  Feeds(List<StateFeed> feeds) {
    this.feeds = List.copyOf(feeds);
  }

  /** Reads each to its present end. */
  void readToEnds(Function<Topic, StateFeed.Sink> sinks) {
    var reading = new ArrayList<Future<Boolean>>();
    for (StateFeed feed : feeds) {
      Callable<Boolean> read =
          () -> {
            feed.readToEnd(sinks.apply(feed.topic()));
            return true;
          };
      reading.add(threads.submit(read));
    }
    reading.forEach(Feeds::await);
  }

  private static void await(Future<Boolean> reading) {
    try {
      var _ = reading.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new ReplayStopped(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplayStopped("Interrupted", e);
    }
  }

  /** How many records were read. */
  long read() {
    return feeds.stream().mapToLong(StateFeed::read).sum();
  }

  /** Per partition the offset after the last record read. */
  Map<TopicPartition, Long> next() {
    var next = new HashMap<TopicPartition, Long>();
    feeds.forEach(feed -> next.putAll(feed.next()));
    return next;
  }

  /** Records a second. */
  static long rate(long records, Duration took) {
    return Math.round(records / Math.max(0.001, took.toMillis() / 1000.0));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    feeds.forEach(StateFeed::close);
  }
}

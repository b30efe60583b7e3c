package io.issuestream.messaging.database;

import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Work that is not stopped when its subscriber leaves: what it still brings is passed over.
 *
 * <p>A statement cancelled at the wrong moment keeps its pooled connection for good, within a
 * transaction with its locks, until the pool is empty and everything waits for ever (r2dbc-pool
 * issue 198, r2dbc-postgresql issue 459). Subscribers leave all the time: a browser closes, a
 * sibling fails, a time-out passes, a lease is lost.
 */
final class RunToEnd<T> implements CoreSubscriber<T>, Subscription {

  private static final Logger log = LoggerFactory.getLogger(RunToEnd.class);

  private final CoreSubscriber<? super T> subscriber;
  private Subscription source = Operators.emptySubscription();
  private volatile boolean left;

  private RunToEnd(CoreSubscriber<? super T> subscriber) {
    this.subscriber = subscriber;
  }

  static <T> Mono<T> of(Mono<T> work) {
    return work.transform(Operators.<T, T>lift((source, subscriber) -> new RunToEnd<>(subscriber)));
  }

  static <T> Flux<T> of(Flux<T> work) {
    return work.transform(Operators.<T, T>lift((source, subscriber) -> new RunToEnd<>(subscriber)));
  }

  @Override
  public Context currentContext() {
    return subscriber.currentContext();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source = subscription;
    subscriber.onSubscribe(this);
  }

  @Override
  public void onNext(T value) {
    if (!left) {
      subscriber.onNext(value);
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (left) {
      log.debug("Failed after its subscriber had left", failure);
    } else {
      subscriber.onError(failure);
    }
  }

  @Override
  public void onComplete() {
    if (!left) {
      subscriber.onComplete();
    }
  }

  @Override
  public void request(long count) {
    source.request(count);
  }

  @Override
  public void cancel() {
    left = true;
    source.request(Long.MAX_VALUE);
  }
}

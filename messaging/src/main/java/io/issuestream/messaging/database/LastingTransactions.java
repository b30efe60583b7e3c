package io.issuestream.messaging.database;

import org.springframework.transaction.reactive.TransactionCallback;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Transactions that commit or roll back by themselves and not because nobody waits any more. A time
 * limit therefore belongs inside one.
 */
record LastingTransactions(TransactionalOperator transactions) implements TransactionalOperator {

  @Override
  public <T> Mono<T> transactional(Mono<T> work) {
    return RunToEnd.of(transactions.transactional(work));
  }

  @Override
  public <T> Flux<T> transactional(Flux<T> work) {
    return RunToEnd.of(transactions.transactional(work));
  }

  @Override
  public <T> Flux<T> execute(TransactionCallback<T> work) {
    return RunToEnd.of(transactions.execute(work));
  }
}

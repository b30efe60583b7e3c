package io.issuestream.matching.erasure;

import io.issuestream.contracts.access.Principal;
import io.issuestream.contracts.erasure.ErasureReportEvent;
import io.issuestream.contracts.erasure.ErasureReported;
import io.issuestream.contracts.erasure.PersonErased;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.messaging.inbound.KafkaBoundary;
import io.issuestream.messaging.outbox.Outbox;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps what the services report. With the last report the request, in which it is sealed who was
 * erased, is overwritten on its topic.
 */
@Configuration(proxyBeanMethods = false)
class ReportIntake {

  static final int SERVICES = (int) Principal.services().count();

  private final RequestedErasures erasures;
  private final Outbox outbox;
  private final TransactionalOperator transaction;

  ReportIntake(RequestedErasures erasures, Outbox outbox, TransactionalOperator transaction) {
    this.erasures = erasures;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  @Bean
  Consumer<Message<List<byte[]>>> erasureReports(KafkaBoundary boundary) {
    return boundary.batches(ErasureReportEvent.class, this::on);
  }

  private Mono<Void> on(Batch<ErasureReportEvent> batch) {
    return Flux.fromIterable(batch.latestEvents())
        .cast(ErasureReported.class)
        .concatMap(this::take)
        .then();
  }

  private Mono<Void> take(ErasureReported reported) {
    return erasures
        .report(reported)
        .then(
            Mono.defer(() ->
                erasures.complete(reported.teamId(), reported.report().erasureId(), SERVICES)))
        .flatMap(request ->
            outbox.publish(
                List.of(
                    new PersonErased(
                        request.teamId(), request.revision() + 1, request.erasure().done()))))
        .as(transaction::transactional);
  }
}

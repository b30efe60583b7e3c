package io.issuestream.messaging.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * How far the service's group is behind the end of each topic it follows: {@code
 * issuestream.consumer.lag} (offsets). All replicas tell the same.
 *
 * <p>The broker is asked. A consumer's own figure is that of its last fetch, so that one which
 * takes long over a batch, or has stopped in it, is never behind by its own account. Of a topic
 * that is written in transactions one offset a partition is the last transaction's marker, which
 * nobody is seen to have passed.
 */
final class ConsumerLag implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ConsumerLag.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final Map<String, Object> client;
  private final Supplier<Map<String, String>> groups;
  private final Duration look;
  private final MultiGauge lag;
  private Disposable looking = Disposables.disposed();

  /**
   * Gauges that are not there before something is followed.
   *
   * @param groups for each topic the group that follows it
   * @param look how often the broker is asked
   */
  ConsumerLag(
      Map<String, Object> client,
      Supplier<Map<String, String>> groups,
      Duration look,
      MeterRegistry meters) {
    this.client = new HashMap<>(client);
    this.client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
    this.client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
    this.groups = groups;
    this.look = look;
    this.lag =
        MultiGauge.builder("issuestream.consumer.lag")
            .description("Offsets of the topic that the service's group has not come to yet")
            .register(meters);
  }

  @Override
  public void start() {
    looking =
        Flux.using(() -> Admin.create(client), this::looks, admin -> admin.close(CLOSING))
            .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, look))
            .subscribe();
  }

  private Flux<Void> looks(Admin admin) {
    return Flux.interval(look)
        .onBackpressureDrop()
        .concatMap(tick -> look(admin).subscribeOn(Schedulers.boundedElastic()), 0);
  }

  /** What was seen last stays where the broker does not answer. */
  private Mono<Void> look(Admin admin) {
    return Mono.fromSupplier(groups)
        .filter(followed -> !followed.isEmpty())
        .flatMap(followed -> behind(admin, followed))
        .doOnNext(this::tell)
        .doOnError(failure -> log.debug("Could not ask for the lag: {}", failure.toString()))
        .onErrorComplete()
        .then();
  }

  private void tell(Map<String, Long> behind) {
    lag.register(
        behind.entrySet().stream()
            .map(one -> MultiGauge.Row.of(Tags.of("topic", one.getKey()), one.getValue()))
            .collect(Collectors.toList()),
        true);
  }

  private static Mono<Map<String, Long>> behind(Admin admin, Map<String, String> groups) {
    return of(admin.describeTopics(groups.keySet()).allTopicNames())
        .map(topics ->
            topics.values().stream()
                .flatMap(topic ->
                    topic.partitions().stream()
                        .map(one -> new TopicPartition(topic.name(), one.partition())))
                .toList())
        .flatMap(partitions ->
            Mono.zip(
                of(committed(admin, groups)),
                of(admin.listOffsets(all(partitions, OffsetSpec.earliest())).all()),
                of(
                    admin
                        .listOffsets(
                            all(partitions, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())))
        .map(asked -> behind(groups, asked.getT1(), asked.getT2(), asked.getT3()));
  }

  private static KafkaFuture<Map<String, Map<TopicPartition, OffsetAndMetadata>>> committed(
      Admin admin, Map<String, String> groups) {
    return admin
        .listConsumerGroupOffsets(
            new HashSet<>(groups.values())
                .stream()
                    .collect(
                        Collectors.toMap(
                            Function.identity(), group -> new ListConsumerGroupOffsetsSpec())))
        .all();
  }

  private static Map<TopicPartition, OffsetSpec> all(
      Collection<TopicPartition> partitions, OffsetSpec which) {
    return partitions.stream().collect(Collectors.toMap(Function.identity(), one -> which));
  }

  private static Map<String, Long> behind(
      Map<String, String> groups,
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed,
      Map<TopicPartition, ListOffsetsResultInfo> begins,
      Map<TopicPartition, ListOffsetsResultInfo> ends) {
    Map<String, Long> behind = new HashMap<>();
    ends.forEach((partition, end) -> {
      // Where nothing was committed everything there is has still to be read.
      long begin = begins.containsKey(partition) ? begins.get(partition).offset() : 0;
      @Nullable OffsetAndMetadata at =
          committed.getOrDefault(groups.get(partition.topic()), Map.of()).get(partition);
      long next = at == null ? begin : Math.max(begin, at.offset());
      behind.merge(partition.topic(), Math.max(0, end.offset() - next), Long::sum);
    });
    return behind;
  }

  private static <T> Mono<T> of(KafkaFuture<T> future) {
    return Mono.fromCompletionStage(future.toCompletionStage());
  }

  @Override
  public void stop() {
    looking.dispose();
  }

  @Override
  public boolean isRunning() {
    return !looking.isDisposed();
  }
}

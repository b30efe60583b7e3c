package io.issuestream.sync.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sync.run.SyncWindow.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class IssueLanesTests {

  private static final int PAGE = 10;

  private final List<Long> read = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger splits = new AtomicInteger();

  /** Answers a walk's next page from these ids, after a moment. */
  private Mono<Void> page(WindowWalk walk, long[] ids) {
    String jql = walk.next("p", List.of("id"), PAGE).jql();
    long after = number(jql, "id > ", 0);
    long to = number(jql, "id <= ", Long.MAX_VALUE);
    long[] found = LongStream.of(ids).filter(id -> id > after && id <= to).toArray();
    long[] first = LongStream.of(found).limit(PAGE).toArray();
    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    return Mono.delay(Duration.ofMillis(1 + ThreadLocalRandom.current().nextInt(4)))
        .doOnNext(tick -> {
          walk.take(WindowWalkTests.page(found.length > PAGE ? "t" : null, first))
              .issues()
              .forEach(issue -> read.add(issue.idHint().orElseThrow()));
          atOnce.decrementAndGet();
        })
        .then();
  }

  private static long number(String jql, String before, long otherwise) {
    int at = jql.indexOf(before);
    return at < 0
        ? otherwise
        : Long.parseLong(jql.substring(at + before.length()).replaceAll(" .*", ""));
  }

  private void walk(int lanes, long[] ids) {
    walk(lanes, ids, plan(ids, lanes));
  }

  private static WindowPlan.Plan plan(long[] ids, int lanes) {
    return WindowPlan.cutAt(numbers(ids), ids[ids.length - 1], lanes);
  }

  /** Here the number in a key is the id. */
  private static NavigableMap<Long, Long> numbers(long[] ids) {
    NavigableMap<Long, Long> numbers = new TreeMap<>();
    LongStream.of(ids).forEach(id -> numbers.put(id, id));
    return numbers;
  }

  private Mono<End> split(long[] ids, IssueLanes.Split wanted) {
    splits.incrementAndGet();
    Long at = numbers(ids).ceilingKey(wanted.atKey());
    return at == null ? Mono.empty() : Mono.just(new End(at, at));
  }

  private void walk(int lanes, long[] ids, WindowPlan.Plan plan) {
    new IssueLanes(plan, "A")
        .walk(lanes, wanted -> split(ids, wanted), walk -> page(walk, ids))
        .block(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12})
  void everyIssueIsReadOnce(int lanes) {
    long[] ids = IntStream.range(0, 2000).mapToLong(i -> 10_000 + 3L * i).toArray();
    walk(lanes, ids);
    assertThat(read).hasSize(ids.length).doesNotHaveDuplicates();
    assertThat(most.get()).isLessThanOrEqualTo(lanes);
  }

  @Test
  void lanesThatHaveFinishedTakeFromTheOneThatHasMostLeft() {
    // Nearly all issues lie in the last hundredth of the ids.
    long[] ids = LongStream.concat(LongStream.of(1), LongStream.range(990_000, 993_000)).toArray();
    walk(8, ids);
    assertThat(read).hasSize(ids.length).doesNotHaveDuplicates();
    assertThat(splits.get()).isGreaterThan(3);
    assertThat(most.get()).isGreaterThan(3);
  }

  @Test
  void aProjectOfOneIssueIsRead() {
    walk(4, new long[] {77});
    assertThat(read).containsExactly(77L);
  }

  @Test
  void afterAnInterruptionLanesOpenAsPagesAreStored() {
    long[] ids = LongStream.range(1, 500).toArray();
    WindowPlan.Plan before = plan(ids, 10);
    List<Integer> atTheTime = Collections.synchronizedList(new ArrayList<>());
    var lanes =
        new IssueLanes(new WindowPlan.Plan(before.windows(), before.greatest(), false), "A");
    lanes
        .walk(
            10,
            split -> split(ids, split),
            walk -> {
              Mono<Void> read = page(walk, ids);
              atTheTime.add(atOnce.get());
              return read;
            })
        .block(Duration.ofSeconds(30));
    assertThat(read).hasSize(ids.length).doesNotHaveDuplicates();
    assertThat(atTheTime.subList(0, 16)).containsOnly(1);
    assertThat(atTheTime.subList(16, 32)).allMatch(lanesAtOnce -> lanesAtOnce <= 2);
    assertThat(atTheTime).anyMatch(lanesAtOnce -> lanesAtOnce > 3);
  }
}

package io.issuestream.edge.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.issuestream.edge.limit.LimitProperties.Rate;
import java.time.Duration;

/**
 * The token buckets of this replica, by who fills them. One that is not asked for long is
 * forgotten, and full again when it is.
 */
final class Rates {

  /** Bounds what strangers with many addresses can make us remember. */
  private static final int MOST = 100_000;

  private static final Duration FORGET = Duration.ofMinutes(10);

  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(FORGET).build();

  /** Takes one request out of a bucket. */
  ConsumptionProbe take(String who, Rate rate) {
    return buckets.get(who, key -> bucket(rate)).tryConsumeAndReturnRemaining(1);
  }

  private static Bucket bucket(Rate rate) {
    return Bucket.builder()
        .addLimit(limit ->
            limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
        .build();
  }
}

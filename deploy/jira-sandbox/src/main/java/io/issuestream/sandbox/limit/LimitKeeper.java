package io.issuestream.sandbox.limit;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses what is beyond the limits, and adds to answers what Jira tells of them. */
public final class LimitKeeper {
  static final String GLOBAL = "jira-quota-global-based";
  static final String TENANT = "jira-quota-tenant-based";
  static final String BURST = "jira-burst-based";
  static final String PER_ISSUE = "jira-per-issue-on-write";

  private static final int MOST_BUCKETS = 10_000;
  private static final double NEAR = 0.2;
  private static final DateTimeFormatter RESET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'");

  private final Map<String, Tokens> buckets = new HashMap<>();
  private final Map<String, Quota> tenants = new HashMap<>();
  private JiraLimits limits;
  private @Nullable Quota global;

  /** With the limits that hold at first. */
  public LimitKeeper(JiraLimits limits) {
    this.limits = limits;
    this.global = quota(limits.globalPoints());
  }

  /** The limits that hold. */
  public synchronized JiraLimits limits() {
    return limits;
  }

  /** Sets the limits; what was used up is given back. */
  public synchronized void limits(JiraLimits chosen) {
    limits = chosen;
    global = quota(chosen.globalPoints());
    tenants.clear();
    buckets.clear();
  }

  /** The refusal of a request that is one too many, else null. */
  public synchronized @Nullable Answer refusal(Asked asked, Instant now) {
    return asked.dataCenter() ? bucketRefusal(asked, now) : cloudRefusal(asked, now);
  }

  private @Nullable Answer cloudRefusal(Asked asked, Instant now) {
    if (asked.metered()) {
      Quota tenant = tenant(asked);
      if (global != null && !global.admits(now)) {
        return quotaRefusal(GLOBAL, global, now);
      }
      if (tenant != null && !tenant.admits(now)) {
        return quotaRefusal(TENANT, tenant, now);
      }
    }
    Integer perSecond = asked.writes() ? limits.writesPerSecond() : limits.readsPerSecond();
    if (perSecond != null) {
      Tokens burst = tokens(asked.endpointScope(), perSecond, perSecond, 1, now);
      if (!burst.take(now)) {
        return refusal(BURST, burst.secondsToNext(), perSecond, now);
      }
    }
    return asked.issue() != null && asked.writes() && limits.issueWrites()
        ? issueRefusal(asked, now)
        : null;
  }

  private @Nullable Answer issueRefusal(Asked asked, Instant now) {
    Tokens quick = tokens("2 " + asked.issueScope(), 20, 20, 2, now);
    Tokens slow = tokens("30 " + asked.issueScope(), 100, 100, 30, now);
    if (!quick.take(now)) {
      return refusal(PER_ISSUE, quick.secondsToNext(), 20, now);
    }
    return slow.take(now) ? null : refusal(PER_ISSUE, slow.secondsToNext(), 100, now);
  }

  private @Nullable Answer bucketRefusal(Asked asked, Instant now) {
    Tokens tokens = bucket(asked, now);
    if (tokens == null || tokens.take(now)) {
      return null;
    }
    return Answer.json(
        429, Json.object().put("message", "Rate limit exceeded.").put("status-code", 429));
  }

  private @Nullable Tokens bucket(Asked asked, Instant now) {
    JiraLimits.Bucket bucket = limits.bucket();
    return bucket == null
        ? null
        : tokens(
            asked.account(), bucket.capacity(), bucket.fillRate(), bucket.intervalSeconds(), now);
  }

  /** Takes what an answer costs off the quotas and tells how they stand. */
  public synchronized Answer charged(Asked asked, Answer answer, Instant now) {
    if (asked.dataCenter()) {
      return withBucket(asked, answer, now);
    }
    Quota tenant = tenant(asked);
    if (!asked.metered() || (global == null && tenant == null)) {
      return answer;
    }
    if (answer.status() != 429) {
      charge(global, answer.points());
      charge(tenant, answer.points());
    }
    Quota shown = global != null ? global : tenant;
    return shown == null || answer.status() == 429 ? answer : told(answer, shown);
  }

  private static void charge(@Nullable Quota quota, int points) {
    if (quota != null) {
      quota.spend(points);
    }
  }

  private static Answer told(Answer answer, Quota quota) {
    boolean near = quota.left() < quota.points() * NEAR;
    return answer
        .with("X-RateLimit-Limit", Integer.toString(quota.points()))
        .with("X-RateLimit-Remaining", Integer.toString(quota.left()))
        .with("X-RateLimit-NearLimit", Boolean.toString(near));
  }

  /** Data Center tells its bucket with every answer; while tokens are left there is 0 to wait. */
  private Answer withBucket(Asked asked, Answer answer, Instant now) {
    JiraLimits.Bucket bucket = limits.bucket();
    Tokens tokens = bucket(asked, now);
    if (bucket == null || tokens == null) {
      return answer;
    }
    return answer
        .with("X-RateLimit-Limit", Integer.toString(bucket.capacity()))
        .with("X-RateLimit-Remaining", Integer.toString(tokens.left()))
        .with("X-RateLimit-Interval-Seconds", Integer.toString(bucket.intervalSeconds()))
        .with("X-RateLimit-FillRate", Integer.toString(bucket.fillRate()))
        .with("retry-after", Long.toString(tokens.secondsToNext()));
  }

  private static Answer quotaRefusal(String reason, Quota quota, Instant now) {
    long millis = Duration.between(now, quota.end()).toMillis();
    return refusal(reason, Math.max(1, (millis + 999) / 1000), quota.points(), now);
  }

  private static Answer refusal(String reason, long wait, int limit, Instant now) {
    return refused(reason)
        .with("Retry-After", Long.toString(wait))
        .with("X-RateLimit-Limit", Integer.toString(limit))
        .with("X-RateLimit-Remaining", "0")
        .with("X-RateLimit-NearLimit", "true")
        .with("X-RateLimit-Reset", RESET.format(now.plusSeconds(wait).atOffset(ZoneOffset.UTC)));
  }

  /** A refusal that tells its reason and nothing else; not even that where it is empty. */
  public static Answer refused(String reason) {
    Answer answer =
        Answer.json(
            429,
            Json.object()
                .put("code", 429)
                .put("message", "Rate limit exceeded. Retry after the time given."));
    return reason.isEmpty() ? answer : answer.with("RateLimit-Reason", reason);
  }

  private @Nullable Quota tenant(Asked asked) {
    Quota known = tenants.get(asked.tenant());
    if (known == null) {
      known = quota(limits.tenantPoints());
      if (known != null) {
        tenants.put(asked.tenant(), known);
      }
    }
    return known;
  }

  private @Nullable Quota quota(@Nullable Integer points) {
    return points == null ? null : new Quota(points, limits.window());
  }

  private Tokens tokens(String key, int capacity, int fill, int seconds, Instant now) {
    if (buckets.size() > MOST_BUCKETS) {
      buckets.clear();
    }
    return buckets.computeIfAbsent(
        key, of -> new Tokens(capacity, fill, Duration.ofSeconds(seconds), now));
  }
}

package io.issuestream.sandbox.github;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.json.Json;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Counts requests against GitHub's limits and says how they stand. */
final class RateLimits {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Requests already under way when a refusal is sent are no disobedience. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private GitHubLimits limits = GitHubLimits.GITHUB;
  private GitHubFaults faults = GitHubFaults.NONE;
  private int used;
  private Instant resetAt = Instant.MIN;
  private int inMinute;
  private Instant minuteEnd = Instant.MIN;
  private Instant blockedUntil = Instant.MIN;
  private int blockStatus = 403;
  private boolean waitTold = true;
  private Instant toldAt = Instant.MAX;
  private Instant toldUntil = Instant.MIN;
  private int goodSinceStrike;
  private long requests;
  private long notModified;
  private long refusedByPrimary;
  private long refusedBySecondary;
  private long whileToldToWait;

  synchronized GitHubLimits limits() {
    return limits;
  }

  /** Other limits; what was used up is given back. */
  synchronized void limits(GitHubLimits chosen) {
    limits = chosen;
    used = 0;
    resetAt = Instant.MIN;
    inMinute = 0;
    minuteEnd = Instant.MIN;
    toldUntil = Instant.MIN;
  }

  synchronized GitHubFaults faults() {
    return faults;
  }

  synchronized void faults(GitHubFaults chosen) {
    faults = chosen;
    goodSinceStrike = chosen.everyRequests();
    blockedUntil = Instant.MIN;
    toldUntil = Instant.MIN;
  }

  /** Counts a request; the refusal where it is one too many, else null. */
  synchronized @Nullable Answer admit(Instant now) {
    roll(now);
    requests++;
    if (now.isBefore(toldUntil) && now.isAfter(toldAt.plus(GRACE))) {
      whileToldToWait++;
    }
    if (now.isBefore(blockedUntil)) {
      return secondary(now);
    }
    if (faults.secondaryLimits() > 0 && goodSinceStrike >= faults.everyRequests()) {
      return strike(now);
    }
    if (used >= limits.requests()) {
      refusedByPrimary++;
      told(now, resetAt);
      return stamped(GitHubAnswers.primaryLimit(limits.refusal()));
    }
    if (inMinute >= limits.requestsPerMinute()) {
      blockedUntil = minuteEnd;
      blockStatus = limits.refusal();
      waitTold = true;
      return secondary(now);
    }
    inMinute++;
    used++;
    goodSinceStrike++;
    if (used >= limits.requests()) {
      told(now, resetAt);
    }
    return null;
  }

  private Answer strike(Instant now) {
    Integer wait = faults.retryAfterSeconds();
    blockedUntil = now.plus(wait == null ? MINUTE : Duration.ofSeconds(wait));
    blockStatus = faults.status();
    waitTold = wait != null;
    faults =
        new GitHubFaults(
            faults.secondaryLimits() - 1, faults.everyRequests(), faults.status(), wait);
    goodSinceStrike = 0;
    return secondary(now);
  }

  private Answer secondary(Instant now) {
    refusedBySecondary++;
    told(now, blockedUntil);
    long wait = (Duration.between(now, blockedUntil).toMillis() + 999) / 1000;
    Answer refusal = stamped(GitHubAnswers.secondaryLimit(blockStatus));
    return waitTold ? refusal.with("Retry-After", Long.toString(wait)) : refusal;
  }

  private void told(Instant now, Instant until) {
    if (until.isAfter(toldUntil)) {
      toldAt = now;
      toldUntil = until;
    }
  }

  /** A request admitted that turned out to be answered 304 costs nothing. */
  synchronized void giveBack() {
    notModified++;
    if (used == limits.requests() && toldUntil.equals(resetAt)) {
      toldUntil = Instant.MIN;
    }
    used = Math.max(0, used - 1);
  }

  private void roll(Instant now) {
    if (!now.isBefore(resetAt)) {
      used = 0;
      resetAt = Instant.ofEpochSecond(now.plus(limits.window()).getEpochSecond());
    }
    if (!now.isBefore(minuteEnd)) {
      inMinute = 0;
      minuteEnd = now.plus(MINUTE);
    }
  }

  /** The answer with the headers that every answer to a good login carries. */
  synchronized Answer stamped(Answer answer) {
    return answer
        .with("x-ratelimit-limit", Integer.toString(limits.requests()))
        .with("x-ratelimit-remaining", Integer.toString(limits.requests() - used))
        .with("x-ratelimit-used", Integer.toString(used))
        .with("x-ratelimit-reset", Long.toString(resetAt.getEpochSecond()))
        .with("x-ratelimit-resource", "core");
  }

  /** {@code /rate_limit}, which costs nothing. */
  synchronized Answer overview(Instant now) {
    roll(now);
    ObjectNode core =
        Json.object()
            .put("limit", limits.requests())
            .put("used", used)
            .put("remaining", limits.requests() - used)
            .put("reset", resetAt.getEpochSecond());
    ObjectNode body = Json.object();
    body.putObject("resources").set("core", core);
    body.set("rate", core);
    return stamped(Answer.json(body));
  }

  synchronized GitHubUse use(Instant now) {
    roll(now);
    return new GitHubUse(
        requests,
        notModified,
        refusedByPrimary,
        refusedBySecondary,
        whileToldToWait,
        limits.requests() - used,
        resetAt);
  }

  synchronized void forgetUse() {
    requests = 0;
    notModified = 0;
    refusedByPrimary = 0;
    refusedBySecondary = 0;
    whileToldToWait = 0;
  }
}

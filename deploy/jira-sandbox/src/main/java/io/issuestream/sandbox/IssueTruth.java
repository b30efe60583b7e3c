package io.issuestream.sandbox;

import io.issuestream.sandbox.data.Issue;
import java.time.Instant;

/**
 * What is true of an issue, for comparing a copy with.
 *
 * @param id numeric id
 * @param key current key
 * @param updated when it was last changed, to the millisecond
 */
public record IssueTruth(long id, String key, Instant updated) {
  static IssueTruth of(Issue issue) {
    return new IssueTruth(issue.id(), issue.key(), Instant.ofEpochMilli(issue.updated()));
  }
}

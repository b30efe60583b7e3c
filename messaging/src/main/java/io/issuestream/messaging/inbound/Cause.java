package io.issuestream.messaging.inbound;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a record was put aside, in a few stable kinds that can be counted and asked for. */
public enum Cause {
  MISSING_KEY("the record has no key"),
  MISSING_DATA("the record has no data"),
  MISSING_HEADER("a header is missing that every event has"),
  BAD_HEADER("a header does not hold what it should"),
  UNKNOWN_TYPE("no event has this type"),
  OLD_VERSION("the event's type is of a version that is no longer read"),
  NEW_VERSION("the event's type is of a version that is not read yet"),
  WRONG_TOPIC("events of this type do not belong on this topic"),
  TOO_LARGE("the data is larger than an event may be"),
  BAD_JSON("the data is not JSON"),
  WRONG_SCHEMA("the data is JSON, but not of the event's schema"),
  FOREIGN_TEAM("the key is of another team than the event"),
  FOREIGN_KEY("the key is of another aggregate than the event"),
  REFUSED_BY_DATABASE("the database refuses what the event says"),
  NOT_HANDLED("the service failed on the event"),
  KEPT_FAILING("the service failed on the event each time, in a way that might have healed"),
  DATA_GONE("the data was too large for the letter and is no longer on its topic"),
  UNSORTED("put aside by a version that did not sort causes");

  private final String sentence;

  Cause(String sentence) {
    this.sentence = sentence;
  }

  /** The stable code: lower-case words with hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it means, in words that say nothing of the record's content. */
  public String sentence() {
    return sentence;
  }

  /** The cause of a code, or empty where there is none such. */
  public static Optional<Cause> of(String code) {
    return Arrays.stream(values()).filter(cause -> cause.code().equals(code)).findFirst();
  }
}

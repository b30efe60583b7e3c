package io.issuestream.messaging.inbound;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An event type's name, taken apart: {@code io.issuestream.jira.issue.upserted.v1}. */
record TypeVersion(String stem, int version) {

  private static final Pattern FORM = Pattern.compile("(.{1,200})\\.v(\\d{1,6})");

  static Optional<TypeVersion> of(String name) {
    Matcher matcher = FORM.matcher(name);
    return matcher.matches()
        ? Optional.of(new TypeVersion(matcher.group(1), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** Whether it is older or newer than the version there is of the same event; empty for none. */
  Optional<Cause> against(Collection<String> known) {
    return known.stream()
        .flatMap(name -> of(name).stream())
        .filter(one -> one.stem.equals(stem))
        .max((one, other) -> Integer.compare(one.version, other.version))
        .map(newest -> version < newest.version ? Cause.OLD_VERSION : Cause.NEW_VERSION);
  }
}

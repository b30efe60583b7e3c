package io.issuestream.insights.key;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where in a pull request a key stands. */
public enum KeySource {
  TITLE(1),
  BRANCH(2),
  BODY(4),
  COMMITS(8);

  private final int bit;

  KeySource(int bit) {
    this.bit = bit;
  }

  /** A number for a set of sources, one bit each; it is stored, so the bits stay as they are. */
  public static short mask(Collection<KeySource> sources) {
    int mask = 0;
    for (KeySource source : sources) {
      mask |= source.bit;
    }
    return (short) mask;
  }

  /** The sources in a number made by {@link #mask}. */
  public static Set<KeySource> of(int mask) {
    Set<KeySource> sources = EnumSet.noneOf(KeySource.class);
    for (KeySource source : values()) {
      if ((mask & source.bit) != 0) {
        sources.add(source);
      }
    }
    return sources;
  }

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

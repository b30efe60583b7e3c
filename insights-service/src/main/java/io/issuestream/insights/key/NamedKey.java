package io.issuestream.insights.key;

import java.util.Set;

/**
 * Text that reads like an issue key.
 *
 * @param key in capital letters, such as {@code ROVER-112}
 * @param sources where it stands; at least one
 */
public record NamedKey(String key, Set<KeySource> sources) {

  public NamedKey {
    sources = Set.copyOf(sources);
  }

  /** What stands before the number. */
  public String project() {
    return key.substring(0, key.lastIndexOf('-'));
  }
}

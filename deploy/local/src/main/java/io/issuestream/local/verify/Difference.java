package io.issuestream.local.verify;

import java.util.List;
import java.util.Map;

/**
 * Something that is not the same everywhere.
 *
 * @param kind the topic's name
 * @param project a project's key, a repository, or empty
 * @param id the aggregate's, as in its record's key; empty where only counts are known
 * @param places what each place has, in words, in the direction events go
 * @param odd the places that have it otherwise than most do; where it is one against one, the one
 *     that follows
 */
public record Difference(
    String kind, String project, String id, Map<String, String> places, List<String> odd) {

  public Difference {
    odd = List.copyOf(odd);
  }
}

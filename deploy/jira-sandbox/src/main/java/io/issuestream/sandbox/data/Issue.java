package io.issuestream.sandbox.data;

import org.jspecify.annotations.Nullable;

/**
 * One version of one issue. Immutable: an edit puts another version in its place, so an answer
 * being written is never half old and half new.
 *
 * @param id numeric id, the issue's identity
 * @param key current key
 * @param projectKey key of the project it is in
 * @param number the number in its key
 * @param created epoch milliseconds
 * @param updated epoch milliseconds
 * @param sprintIds its sprints in the order of the data
 * @param values its fields
 * @param histories its changelog, null where the data has none at all
 */
public record Issue(
    long id,
    String key,
    String projectKey,
    long number,
    long created,
    long updated,
    long[] sprintIds,
    FieldValues values,
    @Nullable Histories histories)
    implements SortPoint {

  /** The same with other sprints and values: not a change of its own, but part of making one. */
  public Issue with(long[] sprints, FieldValues changed) {
    return new Issue(id, key, projectKey, number, created, updated, sprints, changed, histories);
  }

  /** The number at the end of a key, or 0 where there is none. */
  public static long numberOf(String key) {
    int dash = key.lastIndexOf('-');
    String digits = key.substring(dash + 1);
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
  }

  /** The part of a key before its number. */
  public static String projectOf(String key) {
    int dash = key.lastIndexOf('-');
    return dash < 0 ? key : key.substring(0, dash);
  }
}

package io.issuestream.jira;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page asked of Jira's search.
 *
 * @param jql bounded query; see {@link Jql}
 * @param fields field ids to return, such as {@link FieldCatalogue#issueFields()}; {@code *all} and
 *     {@code -name} work as in Jira. At least one: Cloud would otherwise answer ids only
 * @param changelog whether histories come along (Cloud: the newest 40)
 * @param pageSize issues wanted, 1 to 5000; Jira may give fewer (with real fields Cloud gives 100)
 * @param cursor where to go on; null for the first page
 */
public record IssueSearch(
    String jql,
    List<String> fields,
    boolean changelog,
    int pageSize,
    @Nullable SearchCursor cursor) {

  /**
   * Checks the request.
   *
   * @throws IllegalArgumentException when the query or the fields are empty or the size is out of
   *     range
   */
  public IssueSearch {
    fields = List.copyOf(fields);
    if (jql.isBlank() || fields.isEmpty()) {
      throw new IllegalArgumentException("A search needs a query and at least one field.");
    }
    if (pageSize < 1 || pageSize > 5000) {
      throw new IllegalArgumentException("A search page has 1 to 5000 issues.");
    }
  }

  /** The same search from another place. */
  public IssueSearch from(@Nullable SearchCursor place) {
    return new IssueSearch(jql, fields, changelog, pageSize, place);
  }
}

package io.issuestream.sandbox.jql;

import io.issuestream.sandbox.data.Issue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a query is answered: in which projects and above which id to look, and what is still to be
 * checked there.
 *
 * @param projects the project keys to look in; null for all
 * @param idAbove only ids above this
 * @param idBelow only ids below this
 * @param rest what the window does not say already; null where it says all
 */
record Plan(
    @Nullable Set<String> projects, long idAbove, long idBelow, @Nullable Predicate<Issue> rest) {
  boolean accepts(Issue issue) {
    return rest == null || rest.test(issue);
  }
}

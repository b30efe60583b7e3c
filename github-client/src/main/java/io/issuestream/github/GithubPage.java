package io.issuestream.github;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page of a list.
 *
 * @param items as GitHub sent them; none where the page is the one held already
 * @param next the page after it; null after the last, and where it has not changed
 * @param etag what to give when the page is asked for again; null where GitHub gave none
 * @param changed false where it is the page whose etag was given (304), which cost nothing of the
 *     primary limit
 */
public record GithubPage(
    List<JsonNode> items, @Nullable PageRequest next, @Nullable String etag, boolean changed) {

  public GithubPage {
    items = List.copyOf(items);
  }
}

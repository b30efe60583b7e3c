package io.issuestream.edge.holding;

import io.issuestream.contracts.Topic;

/**
 * What a service holds of a topic's aggregates, whether it owns them or follows them.
 *
 * @param topic the topic
 * @param rows a select of one row an aggregate, of the team that is {@code $1}: {@code id} (text,
 *     as in the record's key), {@code project} (text; a project's key, a repository, or empty),
 *     {@code revision} (bigint), {@code gone} (boolean; deleted, removed or resolved), {@code
 *     hidden} (boolean; null where the service does not tell), {@code content} (text; {@link
 *     #CONTENT} of the event's bytes, null where they are not kept)
 */
public record Holding(Topic topic, String rows) {

  /** How a column {@code data} with an event's bytes becomes {@code content}. */
  public static final String CONTENT = "left(md5(data), 15)";
}

package io.issuestream.edge.holding;

import java.util.List;

/**
 * What a service holds of a team.
 *
 * @param service its name
 * @param topics those of which it holds aggregates, of this team or another
 * @param held one item a topic and project; none where nothing is held
 * @param unfinished what it has yet to do
 */
record Checksums(String service, List<String> topics, List<Held> held, List<Pending> unfinished) {

  /**
   * How much there is of {@link Unfinished}.
   *
   * @param settles whether it ends by itself within moments
   */
  record Pending(String name, boolean settles, long count) {}
}

package io.issuestream.insights.finding;

import java.util.stream.Stream;

/** A rule: pure, and silent where it has nothing to go by. */
interface Rule {

  /** What holds now, at most one finding for each subject. */
  Stream<Finding> findings(TeamPicture team);
}

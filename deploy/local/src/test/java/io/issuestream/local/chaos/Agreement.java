package io.issuestream.local.chaos;

import java.util.List;

/** Whether all copies of a team's data say the same. */
interface Agreement {

  /** What differs and where, a sentence each; none when everything agrees. */
  List<String> differences();
}

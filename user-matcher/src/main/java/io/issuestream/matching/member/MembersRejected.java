package io.issuestream.matching.member;

import io.issuestream.edge.Problem;
import java.util.List;

/** Makes the answer to an import of which nothing was stored. */
final class MembersRejected {

  private static final int MOST = 100;

  private MembersRejected() {}

  static Problem because(List<RowError> errors) {
    Problem problem =
        Problem.unprocessable(
            "members-rejected",
            "Nothing was stored: "
                + (errors.size() == 1 ? "one row is" : errors.size() + " rows are")
                + " not right. First, "
                + errors.getFirst().place()
                + ": "
                + errors.getFirst().reason());
    problem.getBody().setProperty("errors", errors.stream().limit(MOST).toList());
    return problem;
  }
}

package io.issuestream.local.verify;

import java.util.List;

/**
 * What a verification found, team by team.
 *
 * @param seconds how long it took
 */
public record Report(Outcome outcome, double seconds, List<Team> teams) {

  /**
   * What was found of a team.
   *
   * @param reason why it could not be told; empty otherwise
   * @param rows one a kind and project, as of the last look
   * @param differences those that last; where it could not be told, those of the last look
   * @param waiting what was on its way at the last look
   * @param figures how many figures were worked out afresh
   * @param notes what is worth knowing and makes nothing different
   */
  public record Team(
      String team,
      Outcome outcome,
      String reason,
      List<Row> rows,
      List<Difference> differences,
      List<Waiting> waiting,
      long figures,
      List<String> notes) {

    static Team untold(String team, String reason) {
      return new Team(team, Outcome.UNTOLD, reason, List.of(), List.of(), List.of(), 0, List.of());
    }
  }

  /** Of all teams together. */
  public List<Difference> differences() {
    return teams.stream().flatMap(team -> team.differences().stream()).toList();
  }
}

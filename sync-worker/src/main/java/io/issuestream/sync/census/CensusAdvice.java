package io.issuestream.sync.census;

/** What an admin is told where very much vanished at once. */
public final class CensusAdvice {

  private CensusAdvice() {}

  /** In one sentence or two. */
  public static String of(CensusResult result) {
    return ("Jira does not show %d issues that it showed before, more than vanish at once by"
            + " themselves. They are kept as they are. If they were really deleted or hidden,"
            + " confirm it (POST /api/v1/sync-runs/censuses/%s/confirm) and sync again; if not,"
            + " check the permissions of the connection's account.")
        .formatted(result.vanished(), result.projectId());
  }
}

package io.issuestream.sync.issue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What decides about a further read of an issue that is stored. */
record StoredIssue(
    long jiraId,
    String key,
    List<String> formerKeys,
    long revision,
    UUID hash,
    Instant updated,
    long readEpoch,
    int readRank) {}

package io.issuestream.integration.pullrequest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/** Deliveries as GitHub sends them, with only what is read. */
public final class Payloads {

  public static final String HEAD = "9f2c1e7a0b3d4c5566778899aabbccddeeff0011";
  public static final String MERGE = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";

  private Payloads() {}

  /** A pull request {@code #number} of {@code kestrel/rover}, still open. */
  public static byte[] open(int number, String title, String updatedAt) {
    return pull(number, title, "open", updatedAt, "null", "null");
  }

  /** The same, merged. */
  public static byte[] merged(int number, String title, String mergedAt) {
    String at = "\"" + mergedAt + "\"";
    return pull(number, title, "closed", mergedAt, at, at);
  }

  private static byte[] pull(
      int number, String title, String state, String updatedAt, String closedAt, String mergedAt) {
    return """
    {"action":"edited","number":%1$d,"pull_request":%2$s,
     "repository":{"full_name":"kestrel/rover"},"sender":{"login":"wren"}}\
    """
        .formatted(
            number,
            pullRequest(number, title, state, updatedAt, closedAt, mergedAt)
                .replace("}}$", "},\"additions\":84,\"deletions\":21,\"changed_files\":5}"))
        .getBytes(UTF_8);
  }

  /** A review of the open pull request. */
  public static byte[] review(int number, String reviewer, String type, String submittedAt) {
    return """
    {"action":"submitted","review":{"id":1,"user":{"login":"%s","type":"%s"},
     "state":"approved","submitted_at":"%s"},"pull_request":%s,
     "repository":{"full_name":"kestrel/rover"}}\
    """
        .formatted(
            reviewer,
            type,
            submittedAt,
            pullRequest(number, "Count edges", "open", submittedAt, "null", "null")
                .replace("}}$", "}}"))
        .getBytes(UTF_8);
  }

  private static String pullRequest(
      int number, String title, String state, String updatedAt, String closedAt, String mergedAt) {
    return """
    {"number":%d,"state":"%s","title":"%s","body":"Both edges.","draft":false,
     "user":{"login":"Wren"},"created_at":"2026-02-26T11:00:00Z","updated_at":"%s",
     "closed_at":%s,"merged_at":%s,"merge_commit_sha":"%s",
     "head":{"ref":"fix/ROVER-112-encoder","sha":"%s"},"base":{"ref":"main"}}$\
    """
        .formatted(number, state, title, updatedAt, closedAt, mergedAt, MERGE, HEAD);
  }

  /** A push of two commits to a branch, ending at a commit. */
  public static byte[] push(String ref, String after, String message, Instant at) {
    return """
    {"ref":"%s","before":"1111111111111111111111111111111111111111","after":"%s",
     "commits":[
      {"id":"aaaa000000000000000000000000000000000001","message":"%s","distinct":true,
       "timestamp":"2026-02-26T10:40:00+01:00"},
      {"id":"aaaa000000000000000000000000000000000002","message":"from main","distinct":false,
       "timestamp":"2026-02-26T10:41:00Z"}],
     "repository":{"full_name":"kestrel/rover","pushed_at":%d}}\
    """
        .formatted(ref, after, message, at.getEpochSecond())
        .getBytes(UTF_8);
  }
}

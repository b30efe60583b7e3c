package io.issuestream.integration.pullrequest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes values out of GitHub's JSON; what is absent, null or of another kind is null. */
final class GithubJson {

  private static final Pattern SHA = Pattern.compile("[0-9a-f]{7,64}");

  private GithubJson() {}

  static @Nullable String text(JsonNode node, String path, int mostBytes) {
    JsonNode value = node.at(path);
    return value.isString() ? GithubText.clean(value.stringValue(), mostBytes) : null;
  }

  static @Nullable String sha(JsonNode node, String path) {
    JsonNode value = node.at(path);
    // Only zeros stands for no commit: a branch that did not exist or does no longer.
    return value.isString()
            && SHA.matcher(value.stringValue()).matches()
            && !value.stringValue().chars().allMatch(digit -> digit == '0')
        ? value.stringValue()
        : null;
  }

  static @Nullable Integer count(JsonNode node, String path) {
    JsonNode value = node.at(path);
    return value.isInt() && value.intValue() >= 0 ? value.intValue() : null;
  }

  static boolean flag(JsonNode node, String path, boolean otherwise) {
    return node.at(path).asBoolean(otherwise);
  }

  /** A moment: ISO 8601 with an offset, or seconds since 1970 as pushes have them. */
  static @Nullable Instant moment(JsonNode node, String path) {
    JsonNode value = node.at(path);
    if (value.isIntegralNumber()) {
      return Instant.ofEpochSecond(value.longValue());
    }
    if (!value.isString()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value.stringValue()).toInstant();
    } catch (DateTimeException none) {
      return null;
    }
  }
}

package io.issuestream.metrics.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The form in which a past is kept: short, with times in milliseconds. */
public final class HistoryJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(
              DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS,
              DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(IssueHistory.class);
  private static final ObjectReader READER = MAPPER.readerFor(IssueHistory.class);

  private HistoryJson() {}

  /** The text to keep. */
  public static String write(IssueHistory history) {
    return WRITER.writeValueAsString(history);
  }

  /** Reads that text back. */
  public static IssueHistory read(String json) {
    return READER.readValue(json);
  }
}

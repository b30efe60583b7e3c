package io.issuestream.messaging.inbound;

import java.util.Arrays;

/**
 * What was found of a record that cannot be processed.
 *
 * @param failure the class of the failure, without its package
 * @param sentence what exactly; it may quote the record, so that it is kept where the record is and
 *     nowhere else. At most {@value #LONGEST} characters
 * @param attempts how often it was tried, at least once
 */
public record Diagnosis(Cause cause, String failure, String sentence, int attempts) {

  private static final int LONGEST = 1000;

  public Diagnosis {
    sentence = sentence.substring(0, Math.min(sentence.length(), LONGEST));
  }

  /** What a failure says of a record after so many attempts. */
  static Diagnosis of(Throwable failure, int attempts) {
    return failure instanceof RecordRefused refused
        ? new Diagnosis(
            refused.because(),
            RecordRefused.class.getSimpleName(),
            String.valueOf(refused.getMessage()),
            attempts)
        : new Diagnosis(
            Failures.sorted(failure),
            failure.getClass().getSimpleName(),
            failure + place(failure),
            attempts);
  }

  /** Where in our code: what the service's log would tell if the failure could be put there. */
  private static String place(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("io.issuestream."))
        .findFirst()
        .map(frame -> " at " + frame)
        .orElse("");
  }

  /** The same after as many attempts in all. */
  public Diagnosis after(int all) {
    return new Diagnosis(cause, failure, sentence, all);
  }
}

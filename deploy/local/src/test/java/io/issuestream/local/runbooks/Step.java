package io.issuestream.local.runbooks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How a command of a runbook is run.
 *
 * @param command as it stands on the page
 * @param before done before it is
 * @param fills what stands in the place of what the page names as an example
 * @param input what somebody would type
 * @param code it ends with
 * @param says a pattern that its output has somewhere
 * @param notRun why it is not run; empty for all that are
 */
record Step(
    String page,
    String command,
    Act before,
    Map<String, Supplier<String>> fills,
    String input,
    int code,
    String says,
    String notRun) {

  interface Act {
    void run() throws Exception;
  }

  static Step of(String page, String command) {
    return new Step(page, command, () -> {}, Map.of(), "", 0, "", "");
  }

  static Step notRun(String page, String command, String why) {
    return new Step(page, command, () -> {}, Map.of(), "", 0, "", why);
  }

  Step after(Act act) {
    return new Step(page, command, act, fills, input, code, says, notRun);
  }

  Step with(String example, Supplier<String> value) {
    Map<String, Supplier<String>> more = new LinkedHashMap<>(fills);
    more.put(example, value);
    return new Step(page, command, before, more, input, code, says, notRun);
  }

  Step with(String example, String value) {
    return with(example, () -> value);
  }

  Step typing(String typed) {
    return new Step(page, command, before, fills, typed, code, says, notRun);
  }

  Step endingWith(int other) {
    return new Step(page, command, before, fills, input, other, says, notRun);
  }

  Step saying(String pattern) {
    return new Step(page, command, before, fills, input, code, pattern, notRun);
  }

  String key() {
    return page + ": " + command;
  }

  /** The command as it is run. */
  String filled() {
    String filled = command;
    for (Map.Entry<String, Supplier<String>> fill : fills.entrySet()) {
      if (!filled.contains(fill.getKey())) {
        throw new IllegalStateException(key() + " does not name " + fill.getKey());
      }
      filled = filled.replace(fill.getKey(), fill.getValue().get());
    }
    return filled;
  }

  /** Without what is filled in, which may be a secret or not be there yet. */
  @Override
  public String toString() {
    return key();
  }
}

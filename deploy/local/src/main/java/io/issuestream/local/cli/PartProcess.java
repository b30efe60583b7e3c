package io.issuestream.local.cli;

import io.issuestream.local.stack.Stack;
import io.issuestream.local.supervisor.PartStatus;
import io.issuestream.local.supervisor.StackState;
import java.util.List;

/** A part of the running stack, by its name. */
final class PartProcess {
  private PartProcess() {}

  /**
   * @throws IllegalArgumentException saying what is there, when the stack or the part is not
   */
  static PartStatus find(Stack stack, String name) {
    StackState state =
        stack
            .running()
            .orElseThrow(() ->
                new IllegalArgumentException("The stack is not up; ./issuestream up starts it."));
    List<String> names = state.parts().stream().map(PartStatus::name).toList();
    return state
        .part(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no part " + name + "; there are: " + String.join(", ", names)));
  }

  static ProcessHandle process(PartStatus part) {
    return part.alive()
        .orElseThrow(() ->
            new IllegalArgumentException(
                part.name() + " has no process just now: it is " + part.condition() + "."));
  }
}

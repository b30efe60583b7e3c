package io.issuestream.local.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the issues come from. */
public sealed interface Source {

  /** Keys of the projects to track; empty for all there are. */
  List<String> projects();

  /** Pull requests, a JSON object a line; where there is none, generated data brings its own. */
  default Optional<Path> pullRequests() {
    return Optional.empty();
  }

  /** Team members as CSV; where there is none, the sandbox names the people of its data. */
  default Optional<Path> members() {
    return Optional.empty();
  }

  /** Made up by the sandbox: the same seed gives the same team. */
  record Generated(int issues, long seed, List<String> projects) implements Source {}

  /** Raw issues from a directory, served by the sandbox. */
  record Loaded(
      Path directory, List<String> projects, Optional<Path> pullRequests, Optional<Path> members)
      implements Source {}

  /** A Jira Data Center that is not ours; without a token it is read anonymously. */
  record OtherJira(
      URI url,
      Optional<String> token,
      List<String> projects,
      Optional<Path> pullRequests,
      Optional<Path> members)
      implements Source {

    /** Without the token, because records end up in logs. */
    @Override
    public String toString() {
      return "OtherJira[" + url + "]";
    }
  }
}

package io.issuestream.sync.issue;

import io.issuestream.erasure.Erased;
import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssueScrub;
import io.issuestream.jira.IssueScrub.Scrubbed;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;

/** Takes erased people out of raw issues. Pure. */
public final class RawScrub {

  private final Erased erased;

  public RawScrub(Erased erased) {
    this.erased = erased;
  }

  /** The issues of a page as they may be stored. */
  public List<ReadIssue> of(List<ReadIssue> issues) {
    return erased.isEmpty() ? issues : issues.stream().map(this::of).toList();
  }

  private ReadIssue of(ReadIssue issue) {
    var raw = new IssueDocument(RawIssue.decompress(issue.raw(), issue.rawSize()));
    IssueDocument clean = of(raw, text -> false).document();
    return clean.equals(raw) ? issue : issue.with(clean);
  }

  /**
   * One raw issue.
   *
   * @param named whether a free text names somebody who is erased
   * @throws JacksonException if it is torn
   */
  public Scrubbed of(IssueDocument document, Predicate<String> named) {
    return new IssueScrub(new ErasedInJira(erased)).scrub(document, named);
  }

  private record ErasedInJira(Erased erased) implements IssueScrub.People {

    @Override
    public boolean account(String account) {
      return erased.account(account);
    }

    @Override
    public boolean email(String email) {
      return erased.email(email);
    }

    @Override
    public String pseudonym(String account) {
      return erased.accountPseudonym(account);
    }

    @Override
    public String name() {
      return Erased.NAME;
    }
  }
}

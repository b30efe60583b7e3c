package io.issuestream.sync.work;

import io.issuestream.jira.IssuePage;
import io.issuestream.jira.IssueSearch;
import io.issuestream.jira.Jira;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A Jira that can only search. */
final class FakeJira {

  private final List<IssueSearch> asked = new ArrayList<>();

  List<IssueSearch> asked() {
    return asked;
  }

  List<String> queries() {
    return asked.stream().map(IssueSearch::jql).toList();
  }

  Jira answering(Function<IssueSearch, Mono<IssuePage>> answers) {
    return (Jira)
        Proxy.newProxyInstance(
            FakeJira.class.getClassLoader(),
            new Class<?>[] {Jira.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("search")) {
                throw new UnsupportedOperationException(method.getName());
              }
              IssueSearch search = (IssueSearch) arguments[0];
              return Mono.defer(() -> {
                asked.add(search);
                return answers.apply(search);
              });
            });
  }
}

package io.issuestream.sandbox.github;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One page of a list, and the {@code Link} header that leads to the others.
 *
 * @param number from 1
 * @param size 30 unless asked for, at most 100
 * @param total how many there are in all
 */
record Page(int number, int size, int total) {
  private static final int DEFAULT = 30;
  private static final int MOST = 100;

  static Page of(Call call, int total) {
    int size = digits(call, "per_page", DEFAULT);
    return new Page(
        Math.max(1, digits(call, "page", 1)), size < 1 ? DEFAULT : Math.min(MOST, size), total);
  }

  /** What cannot be read as a number counts as not given. */
  private static int digits(Call call, String name, int fallback) {
    String value = call.parameter(name);
    return value != null && value.matches("\\d{1,7}") ? Integer.parseInt(value) : fallback;
  }

  <T> List<T> of(List<T> all) {
    long from = (long) (number - 1) * size;
    return from >= all.size()
        ? List.of()
        : all.subList((int) from, (int) Math.min(all.size(), from + size));
  }

  private int last() {
    return Math.max(1, (total + size - 1) / size);
  }

  /** The answer with links, where there is more than one page. */
  Answer linked(Answer answer, Call call, String url) {
    List<String> links = new ArrayList<>();
    if (number > 1) {
      links.add(link(call, url, Math.min(number - 1, last()), "prev"));
    }
    if (number < last()) {
      links.add(link(call, url, number + 1, "next"));
      links.add(link(call, url, last(), "last"));
    }
    if (number > 1) {
      links.add(link(call, url, 1, "first"));
    }
    return links.isEmpty() ? answer : answer.with("Link", String.join(", ", links));
  }

  private static String link(Call call, String url, int page, String rel) {
    String others =
        call.query().entrySet().stream()
            .filter(entry -> !entry.getKey().equals("page") && !entry.getValue().isEmpty())
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue().getFirst()) + "&")
            .collect(Collectors.joining());
    return "<" + url + "?" + others + "page=" + page + ">; rel=\"" + rel + "\"";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

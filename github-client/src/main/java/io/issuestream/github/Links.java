package io.issuestream.github;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Reads {@code Link} headers (RFC 8288). Addresses of further pages are GitHub's own business, and
 * name repositories by their id; only those on the API's own address are followed.
 */
final class Links {

  private static final Pattern LINK = Pattern.compile("<([^<>]*)>\\s*((?:;[^,<]*)*)");
  private static final Pattern NEXT = Pattern.compile(";\\s*rel\\s*=\\s*\"?([^\";]*)\"?");

  private Links() {}

  /**
   * Path and query of the next page, relative to the API; null on the last.
   *
   * @throws GithubFailure.AnswerUnreadable if it leads elsewhere
   */
  static @Nullable String next(GithubAnswer answer, URI api) {
    for (String header : answer.headers().getOrDefault(HttpHeaders.LINK, List.of())) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        if (isNext(link.group(2))) {
          return relative(answer, link.group(1), api);
        }
      }
    }
    return null;
  }

  private static boolean isNext(String parameters) {
    Matcher relations = NEXT.matcher(parameters);
    while (relations.find()) {
      if (List.of(relations.group(1).strip().split("\\s+")).contains("next")) {
        return true;
      }
    }
    return false;
  }

  private static String relative(GithubAnswer answer, String address, URI api) {
    try {
      URI target = new URI(address).normalize();
      String base = api.toString() + "/";
      if (target.toString().startsWith(base)) {
        return target.toString().substring(base.length() - 1);
      }
      throw answer.unreadable("its next page lies elsewhere", null);
    } catch (URISyntaxException notAnAddress) {
      throw answer.unreadable("its next page has no address", notAnAddress);
    }
  }
}

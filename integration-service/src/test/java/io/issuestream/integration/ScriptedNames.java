package io.issuestream.integration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.security.Security;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Names that lead where a test says, for the whole process and below everything that looks names
 * up. Found by Java itself ({@code META-INF/services}); names it was not told are looked up as
 * ever.
 */
public final class ScriptedNames extends InetAddressResolverProvider {

  private static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();

  static {
    // Java would answer the second question for a name out of its cache.
    Security.setProperty("networkaddress.cache.ttl", "0");
  }

  private record Script(Deque<List<String>> answers, AtomicInteger asked) {

    List<String> next() {
      asked.incrementAndGet();
      synchronized (answers) {
        return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
      }
    }
  }

  /** Lets a name lead to addresses, all at once. */
  public static void answer(String name, String... addresses) {
    SCRIPTS.put(name, script(List.of(List.of(addresses))));
  }

  /** Lets a name lead to one address after the other, and to the last one from then on. */
  public static void answerInTurn(String name, String... addresses) {
    SCRIPTS.put(name, script(Arrays.stream(addresses).map(List::of).toList()));
  }

  /** How often a name was looked up. */
  public static int asked(String name) {
    return SCRIPTS.get(name).asked().get();
  }

  private static Script script(List<List<String>> answers) {
    return new Script(new ArrayDeque<>(answers), new AtomicInteger());
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver others = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        Script script = SCRIPTS.get(host.toLowerCase(Locale.ROOT));
        if (script == null) {
          return others.lookupByName(host, policy);
        }
        var found = new ArrayList<InetAddress>();
        for (String address : script.next()) {
          found.add(InetAddress.ofLiteral(address));
        }
        return found.stream();
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return others.lookupByAddress(address);
      }
    };
  }

  @Override
  public String name() {
    return "names of tests";
  }
}

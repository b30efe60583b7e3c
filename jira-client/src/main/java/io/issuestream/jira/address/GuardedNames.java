package io.issuestream.jira.address;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The look-up behind every new connection to a Jira: what is connected to is what was checked, so a
 * name that changes its address between check and use (DNS rebinding) gains nothing.
 */
final class GuardedNames extends AddressResolverGroup<InetSocketAddress> {

  private final TargetGuard guard;

  GuardedNames(TargetGuard guard) {
    this.guard = guard;
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new InetSocketAddressResolver(executor, new Names(executor));
  }

  private final class Names extends InetNameResolver {

    Names(EventExecutor executor) {
      super(executor);
    }

    @Override
    protected void doResolve(String host, Promise<InetAddress> promise) {
      answer(guard.resolve(host).map(List::getFirst), promise);
    }

    @Override
    protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
      answer(guard.resolve(host), promise);
    }

    private <T> void answer(Mono<T> found, Promise<T> promise) {
      Disposable lookUp = found.subscribe(promise::trySuccess, promise::tryFailure);
      promise.addListener(done -> lookUp.dispose());
    }
  }
}

package io.issuestream.messaging.replay;

import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * Starts nothing by itself: no consumer joins the service's group, no relay takes a shard, no loop
 * takes a lease, nothing is deleted for its age. What a replay needs it starts by name.
 */
final class QuietLifecycle extends DefaultLifecycleProcessor {

  @Override
  public void onRefresh() {
    // Nothing is to start.
  }

  @Override
  public boolean isRunning() {
    return true;
  }
}

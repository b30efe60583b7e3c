package io.issuestream.integration.webhook;

/**
 * A delivery to be stored; its signature has been checked.
 *
 * @param deliveryId the sender's identifier, the same when it sends the delivery again
 */
public record Incoming(
    String teamId,
    String source,
    String hookId,
    String deliveryId,
    String eventType,
    byte[] payload) {

  Incoming with(byte[] other) {
    return new Incoming(teamId, source, hookId, deliveryId, eventType, other);
  }
}

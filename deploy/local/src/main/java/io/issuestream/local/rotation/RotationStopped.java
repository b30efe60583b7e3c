package io.issuestream.local.rotation;

/**
 * A rotation cannot go on for now; what was done holds, and the same command goes on from there.
 */
public final class RotationStopped extends RuntimeException {

  RotationStopped(String why) {
    super(why);
  }
}

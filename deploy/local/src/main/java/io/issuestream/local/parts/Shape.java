package io.issuestream.local.parts;

/**
 * What a stack consists of.
 *
 * @param withSandbox whether the Jira sandbox is part of it
 */
public record Shape(boolean withSandbox, Replicas replicas) {

  /** One process of everything. */
  public static Shape plain(boolean withSandbox) {
    return new Shape(withSandbox, Replicas.ONE);
  }
}

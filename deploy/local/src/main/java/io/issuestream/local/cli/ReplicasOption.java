package io.issuestream.local.cli;

import io.issuestream.local.parts.Replicas;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --replicas}. */
final class ReplicasOption implements ITypeConverter<Replicas> {

  @Override
  public Replicas convert(String text) {
    try {
      return Replicas.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}

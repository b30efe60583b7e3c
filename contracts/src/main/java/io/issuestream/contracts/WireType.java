package io.issuestream.contracts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The logical name an event type has on the wire; it outlives renames of the class. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WireType {

  /**
   * Such as {@code io.issuestream.jira.issue.upserted.v1}; the last part is the schema's major
   * version.
   */
  String value();
}

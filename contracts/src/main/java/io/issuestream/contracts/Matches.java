package io.issuestream.contracts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The regular expression that the whole of a text matches. As {@link Range}, it goes into the
 * schema and the record's constructor holds to it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Matches {

  /** An expression that Java and ECMA 262 read alike, without anchors. */
  String value();
}

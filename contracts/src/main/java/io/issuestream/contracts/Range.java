package io.issuestream.contracts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The least and the greatest value of a number, both included.
 *
 * <p>It goes into the schema and the documentation; the record's constructor holds to it, which a
 * test checks for every component that bears it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Range {

  /** The least value. */
  long min();

  /** The greatest value; unlimited unless said. */
  long max() default Long.MAX_VALUE;
}

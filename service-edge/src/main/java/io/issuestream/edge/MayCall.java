package io.issuestream.edge;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says on a controller's method who may call it, where that is not the usual: any role for reading,
 * a team admin for everything else.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MayCall {

  /** The roles; nobody else. */
  Role[] value();
}

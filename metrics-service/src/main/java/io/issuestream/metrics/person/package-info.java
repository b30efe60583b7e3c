/**
 * Which team member stands behind a person that issues name; reads {@code user.matches}. Decides no
 * match: that is user-matcher's.
 */
@NullMarked
package io.issuestream.metrics.person;

import org.jspecify.annotations.NullMarked;

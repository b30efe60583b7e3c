/** Binding and reading values that may or may not be absent. Holds no statements. */
@NullMarked
package io.issuestream.sync.sql;

import org.jspecify.annotations.NullMarked;

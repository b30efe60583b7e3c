/**
 * Alert rules, dashboards and the table of metrics against each other, against the parser that
 * reads them, and against what the services really tell.
 */
@NullMarked
package io.issuestream.local.watch;

import org.jspecify.annotations.NullMarked;

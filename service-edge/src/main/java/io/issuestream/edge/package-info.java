/**
 * What every service's HTTP edge does the same way: who may call, which team the caller acts for,
 * how errors and pages look. Knows no service's data.
 */
@NullMarked
package io.issuestream.edge;

import org.jspecify.annotations.NullMarked;

/**
 * How much this service knows of a team and whether it has caught up; for those who wait for it.
 */
@NullMarked
package io.issuestream.insights.status;

import org.jspecify.annotations.NullMarked;

/**
 * What Linux tells about processes: memory, processor time, who listens on a port; and the log
 * files they write.
 *
 * <p>It starts and stops nothing.
 */
@NullMarked
package io.issuestream.local.process;

import org.jspecify.annotations.NullMarked;

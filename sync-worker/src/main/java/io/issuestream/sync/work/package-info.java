/**
 * Doing the runs: which worker takes which, the steps of a run, the walk over a project's issues
 * and the commit of each page. What a run is and what is told of it belongs to the run package.
 */
@NullMarked
package io.issuestream.sync.work;

import org.jspecify.annotations.NullMarked;

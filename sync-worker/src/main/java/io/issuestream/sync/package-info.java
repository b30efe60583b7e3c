/**
 * The sync worker: starts the service and holds its settings. What it does lives in the packages
 * below, one per feature.
 */
@NullMarked
package io.issuestream.sync;

import org.jspecify.annotations.NullMarked;

/** Reads rows without stumbling over nulls. Holds no table and no query. */
@NullMarked
package io.issuestream.integration.database;

import org.jspecify.annotations.NullMarked;

/**
 * How replicas of a service take turns at migrating their database. What is migrated is in each
 * service's own changelog.
 */
@NullMarked
package io.issuestream.messaging.migration;

import org.jspecify.annotations.NullMarked;

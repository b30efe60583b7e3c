/**
 * The one address of the local stack: passes requests on to the service that answers them.
 *
 * <p>It owns routes, body limits and what is said while a service is down. It does not check
 * tokens: every service does so itself.
 */
@NullMarked
package io.issuestream.local.frontdoor;

import org.jspecify.annotations.NullMarked;

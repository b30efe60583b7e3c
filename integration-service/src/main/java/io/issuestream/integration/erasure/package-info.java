/**
 * This service's part of erasing a person: GitHub's deliveries, logins, who connected what, and
 * where pull requests name the person. Knows none of the other features.
 */
@NullMarked
package io.issuestream.integration.erasure;

import org.jspecify.annotations.NullMarked;

/**
 * Everything that can be killed is killed while everything that can change changes; afterwards
 * nothing may be lost, doubled or older than what stood there before.
 */
package io.issuestream.local.chaos;

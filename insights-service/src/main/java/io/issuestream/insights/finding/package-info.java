/**
 * Says what is worth a look: the rules and their thresholds, the findings that stand, the topic and
 * the endpoint. The figures behind a finding are others'; no rule reads anything but the picture it
 * is given.
 */
@NullMarked
package io.issuestream.insights.finding;

import org.jspecify.annotations.NullMarked;

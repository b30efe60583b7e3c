/**
 * The one Jira behind both surfaces: issues, accounts, sprints, boards, projects and fields, and
 * how each is written for a surface. Owns what is true and how it looks; knows neither HTTP nor
 * where the data came from.
 */
@NullMarked
package io.issuestream.sandbox.data;

import org.jspecify.annotations.NullMarked;

/**
 * What travels between services: the event vocabulary, the topics and their keys. Knows no JSON
 * library, no Kafka and no Spring; a service's own tables and REST bodies do not belong here.
 */
@NullMarked
package io.issuestream.contracts;

import org.jspecify.annotations.NullMarked;

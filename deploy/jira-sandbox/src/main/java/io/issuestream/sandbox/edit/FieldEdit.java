package io.issuestream.sandbox.edit;

import io.issuestream.sandbox.data.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field's new value and the history lines that tell of it.
 *
 * @param field the field
 * @param value its new template; empty for the sprint field, which is written from ids
 * @param sprintIds the new sprints, null where they stay
 * @param item the history line, null where another line tells of it too
 */
record FieldEdit(
    Field field, byte[] value, long @Nullable [] sprintIds, @Nullable ChangeItem item) {}

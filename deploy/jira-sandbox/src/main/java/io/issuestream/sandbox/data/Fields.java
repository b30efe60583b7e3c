package io.issuestream.sandbox.data;

import io.issuestream.sandbox.data.Field.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every field that any issue holds, numbered in the order of first sight, with the names that
 * histories gave them.
 */
public final class Fields {
  private record Identity(String id, Role role) {}

  private final List<Field> numbered = new ArrayList<>();
  private final Map<Identity, Field> byIdentity = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** The field with this id and role, made when it is new. */
  public synchronized Field field(String id, Role role) {
    return byIdentity.computeIfAbsent(
        new Identity(id, role),
        identity -> {
          Field field = new Field(numbered.size(), id, role);
          numbered.add(field);
          return field;
        });
  }

  /** The field with this number. */
  synchronized Field field(int number) {
    return numbered.get(number);
  }

  /** All fields in order of number. */
  public synchronized List<Field> all() {
    return List.copyOf(numbered);
  }

  /** Whether any issue was given an estimate field, filled or not. */
  public synchronized boolean estimated() {
    return numbered.stream().anyMatch(field -> field.role() == Role.POINTS);
  }

  /** Remembers the name a history gives a custom field. */
  public synchronized void name(String id, String name) {
    names.putIfAbsent(id, name);
  }

  /** The name a history gave a custom field, or null. */
  public synchronized @Nullable String nameOf(String id) {
    return names.get(id);
  }
}

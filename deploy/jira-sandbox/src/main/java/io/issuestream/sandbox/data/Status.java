package io.issuestream.sandbox.data;

import io.issuestream.sandbox.json.JsonBytes;

/**
 * A workflow status as seen in the data, kept as the template of its object.
 *
 * @param id its id
 * @param name its name
 * @param template the whole object, with holes
 */
public record Status(String id, String name, byte[] template) {
  /** Writes the object as a surface shows it. */
  public void write(Rendering as, JsonBytes out) {
    Template.render(template, 0, template.length, as, out);
  }
}

package io.issuestream.sandbox.data;

import io.issuestream.sandbox.json.JsonBytes;

/**
 * A project.
 *
 * @param id numeric id
 * @param key current key
 * @param name as people see it
 * @param teamManaged whether Jira calls it simplified (team-managed)
 */
public record Project(long id, String key, String name, boolean teamManaged) {

  /** Writes the object that an issue or a project list shows, as a template. */
  public void writeTemplate(JsonBytes out) {
    out.ascii("{\"self\":\"");
    Template.api(out);
    out.ascii("project/")
        .number(id)
        .ascii("\",\"id\":\"")
        .number(id)
        .ascii("\",\"key\":")
        .string(key);
    out.ascii(",\"name\":").string(name).ascii(",\"projectTypeKey\":\"software\",\"simplified\":");
    out.ascii(teamManaged ? "true}" : "false}");
  }

  /** Writes the object for one surface, closed by a brace. */
  public void write(Rendering as, JsonBytes out) {
    JsonBytes template = new JsonBytes();
    writeTemplate(template);
    Template.render(template.array(), 0, template.length(), as, out);
  }
}

package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.Field;
import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.Status;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The field and status catalogues. A field is listed when some issue has it, and the sprint field
 * always.
 */
final class FieldEndpoints {
  /** Ids, names, value types and, for lists, item types of the system fields. */
  private static final Map<String, List<String>> SYSTEM = system();

  private final JiraContext jira;

  FieldEndpoints(JiraContext jira) {
    this.jira = jira;
  }

  Answer fields(Surface surface) {
    Rendering as = jira.platform(surface);
    Set<String> ids = new TreeSet<>(SYSTEM.keySet());
    ids.add(Field.SPRINT_ID);
    for (Field field : jira.data().fields().all()) {
      String id = as.idOf(field);
      if (id != null) {
        ids.add(id);
      }
    }
    JsonBytes out = new JsonBytes(8000).raw('[');
    boolean first = true;
    for (String id : ids) {
      out.ascii(first ? "" : ",");
      first = false;
      field(id, surface, out);
    }
    return Answer.json(out.raw(']'));
  }

  Answer statuses(Surface surface) {
    Rendering as = jira.platform(surface);
    JsonBytes out = new JsonBytes(4000).raw('[');
    boolean first = true;
    for (Status status : jira.data().statuses()) {
      out.ascii(first ? "" : ",");
      first = false;
      status.write(as, out);
    }
    return Answer.json(out.raw(']'));
  }

  private void field(String id, Surface surface, JsonBytes out) {
    boolean custom = id.startsWith("customfield_");
    String name = custom ? customName(id, surface) : system(id, 0);
    out.ascii("{\"id\":").string(id);
    if (surface == Surface.CLOUD) {
      out.ascii(",\"key\":").string(id);
    }
    out.ascii(",\"name\":").string(name).ascii(",\"custom\":").ascii(custom ? "true" : "false");
    out.ascii(",\"orderable\":true,\"navigable\":true,\"searchable\":true,\"clauseNames\":[");
    if (custom) {
      out.string("cf[" + id.substring("customfield_".length()) + "]").raw(',').string(name);
    } else {
      out.string(id);
    }
    out.ascii("],\"schema\":{\"type\":");
    if (custom) {
      customSchema(id, surface, out);
    } else {
      String items = system(id, 2);
      out.string(system(id, 1));
      if (!items.isEmpty()) {
        out.ascii(",\"items\":").string(items);
      }
      out.ascii(",\"system\":").string(id);
    }
    out.ascii("}}");
  }

  private String customName(String id, Surface surface) {
    if (isPoints(id, surface)) {
      return surface == Surface.CLOUD ? "Story point estimate" : "Story Points";
    }
    String learned = jira.data().fields().nameOf(id);
    return switch (id) {
      case Field.SPRINT_ID -> "Sprint";
      case Field.EPIC_LINK_ID -> "Epic Link";
      case "customfield_10021" -> "Flagged";
      case "customfield_10019" -> "Rank";
      default -> learned == null ? id : learned;
    };
  }

  private void customSchema(String id, Surface surface, JsonBytes out) {
    String plugin = "com.pyxis.greenhopper.jira:";
    if (isPoints(id, surface)) {
      out.string("number").ascii(",\"custom\":");
      out.string(
          surface == Surface.CLOUD
              ? plugin + "jsw-story-points"
              : "com.atlassian.jira.plugin.system.customfieldtypes:float");
    } else {
      switch (id) {
        case Field.SPRINT_ID ->
            array(surface == Surface.CLOUD ? "json" : "string", plugin + "gh-sprint", out);
        case Field.EPIC_LINK_ID ->
            out.string("any").ascii(",\"custom\":").string(plugin + "gh-epic-link");
        case "customfield_10019" ->
            out.string("any").ascii(",\"custom\":").string(plugin + "gh-lexo-rank");
        case "customfield_10021" ->
            array(
                "option", "com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes", out);
        default -> out.string("any").ascii(",\"custom\":\"io.issuestream.sandbox:loaded\"");
      }
    }
    out.ascii(",\"customId\":").ascii(id.substring("customfield_".length()));
  }

  private static void array(String items, String custom, JsonBytes out) {
    out.string("array").ascii(",\"items\":").string(items).ascii(",\"custom\":").string(custom);
  }

  private boolean isPoints(String id, Surface surface) {
    return jira.data().fields().estimated()
        && id.equals(surface == Surface.CLOUD ? Field.CLOUD_POINTS_ID : Field.SERVER_POINTS_ID);
  }

  private static String system(String id, int part) {
    List<String> parts = SYSTEM.get(id);
    return parts == null ? (part == 0 ? id : part == 1 ? "any" : "") : parts.get(part);
  }

  private static Map<String, List<String>> system() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    String text =
        """
        summary|Summary|string|
        issuetype|Issue Type|issuetype|
        status|Status|status|
        assignee|Assignee|user|
        reporter|Reporter|user|
        creator|Creator|user|
        priority|Priority|priority|
        resolution|Resolution|resolution|
        resolutiondate|Resolved|datetime|
        created|Created|datetime|
        updated|Updated|datetime|
        labels|Labels|array|string
        project|Project|project|
        description|Description|string|
        environment|Environment|string|
        fixVersions|Fix versions|array|version
        versions|Affects versions|array|version
        components|Components|array|component
        issuelinks|Linked Issues|array|issuelinks
        subtasks|Sub-tasks|array|issuelinks
        comment|Comment|comments-page|
        attachment|Attachment|array|attachment
        parent|Parent|issuelink|
        duedate|Due date|date|
        """;
    text.lines()
        .map(line -> line.split("\\|", -1))
        .forEach(parts -> fields.put(parts[0], List.of(parts[1], parts[2], parts[3])));
    return fields;
  }
}

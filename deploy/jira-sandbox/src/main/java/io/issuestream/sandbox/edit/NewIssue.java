package io.issuestream.sandbox.edit;

import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.data.Field;
import io.issuestream.sandbox.data.Field.Role;
import io.issuestream.sandbox.data.FieldValues;
import io.issuestream.sandbox.data.Histories;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.JiraTime;
import io.issuestream.sandbox.data.ProjectIssues;
import io.issuestream.sandbox.data.Status;
import io.issuestream.sandbox.data.Template;
import io.issuestream.sandbox.json.JsonBytes;
import java.nio.charset.StandardCharsets;

/** An issue as it is right after somebody made it: a story in the first status, nobody's. */
final class NewIssue {
  private static final String FIRST_STATUS =
      "\"name\":\"To Do\",\"id\":\"10000\",\"statusCategory\":{\"id\":2,\"key\":\"new\",\"name\":\"To"
          + " Do\"}}";

  private final JiraData data;
  private final Account author;

  NewIssue(JiraData data, Account author) {
    this.data = data;
    this.author = author;
  }

  Issue make(ProjectIssues project, long id, long created) {
    long number = project.lastNumber() + 1;
    String key = project.project().key() + "-" + number;
    String time = JiraTime.text(created);
    int account = data.accounts().number(author);
    FieldValues.Builder values = new FieldValues.Builder();
    JsonBytes out = values.out();
    self("issuetype/10001", out);
    out.ascii(",\"id\":\"10001\",\"name\":\"Story\",\"subtask\":false}");
    end("issuetype", values);
    project.project().writeTemplate(out);
    end("project", values);
    out.bytes(firstStatus().template());
    end("status", values);
    self("priority/3", out);
    out.ascii(",\"name\":\"Medium\",\"id\":\"3\"}");
    end("priority", values);
    out.ascii("\"New issue ").number(number).ascii("\"");
    end("summary", values);
    Template.user(out, account);
    end("creator", values);
    Template.user(out, account);
    end("reporter", values);
    out.ascii("[]");
    end("labels", values);
    for (String empty : new String[] {"assignee", "resolution", "resolutiondate", "description"}) {
      out.ascii("null");
      end(empty, values);
    }
    out.string(time);
    end("created", values);
    out.string(time);
    end("updated", values);
    out.ascii("null");
    values.end(data.fields().field("story points", Role.POINTS));
    values.end(data.fields().field(Field.SPRINT_ID, Role.SPRINT));
    return new Issue(
        id,
        key,
        project.project().key(),
        number,
        created,
        created,
        new long[0],
        values.build(),
        Histories.none());
  }

  private void end(String field, FieldValues.Builder values) {
    values.end(data.fields().field(field, Role.PLAIN));
  }

  private Status firstStatus() {
    for (Status status : data.statuses()) {
      if (new String(status.template(), StandardCharsets.UTF_8).contains("\"key\":\"new\"")) {
        return status;
      }
    }
    JsonBytes out = new JsonBytes();
    self("status/10000", out);
    Status made = new Status("10000", "To Do", out.raw(',').ascii(FIRST_STATUS).toByteArray());
    data.status(made);
    return made;
  }

  private static void self(String path, JsonBytes out) {
    out.ascii("{\"self\":\"");
    Template.api(out);
    out.ascii(path).raw('"');
  }
}

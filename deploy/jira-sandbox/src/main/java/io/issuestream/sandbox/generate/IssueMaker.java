package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.data.Field;
import io.issuestream.sandbox.data.Field.Role;
import io.issuestream.sandbox.data.FieldValues;
import io.issuestream.sandbox.data.Fields;
import io.issuestream.sandbox.data.Histories;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraTime;
import io.issuestream.sandbox.data.Template;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.SplittableRandom;

/** Writes one made-up issue with the fields that a real one has. */
final class IssueMaker {
  private final ProjectPlan plan;
  private final People people;
  private final Fields fields;

  IssueMaker(ProjectPlan plan, People people, Fields fields) {
    this.plan = plan;
    this.people = people;
    this.fields = fields;
  }

  Issue make(Life life) {
    SplittableRandom random = plan.lives().random(life.number(), 5);
    HistoryMaker history = new HistoryMaker(plan, people, life);
    Histories histories = history.write();
    int status = life.status();
    String summary = plan.summary(life.number());
    FieldValues.Builder values = new FieldValues.Builder();
    JsonBytes out = values.out();
    text(
        "statuscategorychangedate",
        JiraTime.text(Math.max(life.created(), life.lastInto(status))),
        values);
    Catalogue.type(life.type(), out);
    end("issuetype", values);
    parent(life, values);
    end("timespent", values, "null");
    plan.project().writeTemplate(out);
    end("project", values);
    fixVersions(history, random, out);
    end("fixVersions", values);
    resolution(history, values);
    end("workratio", values, "-1");
    watches(life, random, out);
    end("watches", values);
    text("created", JiraTime.text(life.created()), values);
    Catalogue.priority(random.nextInt(3), out);
    end("priority", values);
    labels(random, out);
    end("labels", values);
    end("timeestimate", values, "null");
    end("versions", values, "[]");
    end("issuelinks", values, "[]");
    user(history.assignee(), out);
    end("assignee", values);
    text("updated", JiraTime.text(life.updated()), values);
    Catalogue.status(status, out);
    end("status", values);
    components(random, out);
    end("components", values);
    Template.text(out, Words.description(random, summary));
    end("description", values);
    estimate(life, history, values);
    text(
        "customfield_10019",
        "0|i" + Integer.toString(100_000 + life.number() * 8, 36) + ":",
        values);
    end("customfield_10021", values, "null");
    text("summary", summary, values);
    user(people.ofTeam(plan.place(), random).accountNumber(), out);
    end("creator", values);
    user(people.ofTeam(plan.place(), random).accountNumber(), out);
    end("reporter", values);
    subTasks(life, out);
    end("subtasks", values);
    end("environment", values, "null");
    end("duedate", values, "null");
    values.end(fields.field(Field.SPRINT_ID, Role.SPRINT));
    String key = plan.issueKey(life.number());
    return new Issue(
        plan.issueId(life.number()),
        key,
        plan.project().key(),
        life.number(),
        life.created(),
        life.updated(),
        history.sprintIds(),
        values.build(),
        histories);
  }

  /**
   * On Cloud the epic is the parent; on Data Center only a sub-task has one, and the epic is a
   * field of its own.
   */
  private void parent(Life life, FieldValues.Builder values) {
    if (life.parent() > 0) {
      reference(life.parent(), plan.lives().live(life.parent()), values.out());
      end("parent", values);
    } else if (life.epic() > 0) {
      reference(life.epic(), plan.lives().live(life.epic()), values.out());
      values.end(fields.field("parent", Role.CLOUD_ONLY));
    }
    values.out().string(life.epic() > 0 ? plan.issueKey(life.epic()) : null);
    end(Field.EPIC_LINK_ID, values);
  }

  private void reference(int number, Life life, JsonBytes out) {
    out.ascii("{\"id\":\"")
        .number(plan.issueId(number))
        .ascii("\",\"key\":\"")
        .ascii(plan.issueKey(number));
    out.ascii("\",\"self\":\"");
    Template.api(out);
    out.ascii("issue/").number(plan.issueId(number)).ascii("\",\"fields\":{\"summary\":");
    out.string(plan.summary(number)).ascii(",\"status\":");
    Catalogue.shortStatus(life.status(), out);
    out.ascii(",\"issuetype\":");
    Catalogue.shortType(life.type(), out);
    out.ascii("}}");
  }

  /** Sub-tasks come shortly after their parent. */
  private void subTasks(Life life, JsonBytes out) {
    out.raw('[');
    boolean some = false;
    boolean possible = life.type() != Catalogue.EPIC && life.type() != Catalogue.SUB_TASK;
    for (int number = life.number() + 1; possible && number <= plan.issues(); number++) {
      if (plan.lives().type(number) != Catalogue.SUB_TASK) {
        break;
      }
      if (some) {
        out.raw(',');
      }
      some = true;
      reference(number, plan.lives().live(number), out);
    }
    out.raw(']');
  }

  private void resolution(HistoryMaker history, FieldValues.Builder values) {
    if (history.resolved() == 0) {
      end("resolution", values, "null");
      end("resolutiondate", values, "null");
      return;
    }
    Catalogue.resolution(values.out());
    end("resolution", values);
    text("resolutiondate", JiraTime.text(history.resolved()), values);
  }

  private void estimate(Life life, HistoryMaker history, FieldValues.Builder values) {
    if (life.type() == Catalogue.EPIC || life.type() == Catalogue.SUB_TASK) {
      return;
    }
    if (history.points() == 0) {
      values.out().ascii("null");
    } else {
      values.out().number(history.points()).ascii(".0");
    }
    values.end(fields.field("story points", Role.POINTS));
  }

  private void fixVersions(HistoryMaker history, SplittableRandom random, JsonBytes out) {
    out.raw('[');
    if (history.resolved() > 0 && random.nextInt(100) < 40) {
      int version = 1 + history.points() % 7;
      out.ascii("{\"self\":\"");
      Template.api(out);
      out.ascii("version/").number(20_000 + version).ascii("\",\"id\":\"").number(20_000 + version);
      out.ascii("\",\"name\":\"3.")
          .number(version)
          .ascii("\",\"archived\":false,\"released\":true}");
    }
    out.raw(']');
  }

  private void components(SplittableRandom random, JsonBytes out) {
    out.raw('[');
    if (random.nextInt(3) == 0) {
      int component = random.nextInt(4);
      out.ascii("{\"self\":\"");
      Template.api(out);
      out.ascii("component/")
          .number(30_000 + component)
          .ascii("\",\"id\":\"")
          .number(30_000 + component);
      out.ascii("\",\"name\":").string(Words.label(component)).raw('}');
    }
    out.raw(']');
  }

  private void watches(Life life, SplittableRandom random, JsonBytes out) {
    out.ascii("{\"self\":\"");
    Template.api(out);
    out.ascii("issue/").ascii(plan.issueKey(life.number())).ascii("/watchers\",\"watchCount\":");
    out.number(random.nextInt(6)).ascii(",\"isWatching\":false}");
  }

  private static void labels(SplittableRandom random, JsonBytes out) {
    int first = random.nextInt(20);
    out.raw('[');
    if (first < 8) {
      out.string(Words.label(first));
      if (first % 2 == 0) {
        out.raw(',').string(Words.label(first + 3));
      }
    }
    out.raw(']');
  }

  private static void user(int account, JsonBytes out) {
    if (account < 0) {
      out.ascii("null");
    } else {
      Template.user(out, account);
    }
  }

  private void text(String field, String value, FieldValues.Builder values) {
    values.out().string(value);
    end(field, values);
  }

  private void end(String field, FieldValues.Builder values, String value) {
    values.out().ascii(value);
    end(field, values);
  }

  private void end(String field, FieldValues.Builder values) {
    values.end(fields.field(field, Role.PLAIN));
  }
}

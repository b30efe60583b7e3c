package io.issuestream.local.chaos;

import io.issuestream.local.parts.ServiceSpec;
import java.util.List;

/**
 * Has the databases write down each time that a row's revision goes back, whatever the row comes to
 * afterwards. A consumer that was stopped in the middle of a batch does that, once another has gone
 * on in its place, unless it compares revisions.
 */
record BackwardWrites(ReplicatedStack stack) {
  private static final String BEGIN =
      """
      create table if not exists backward_write (
        name text not null, held bigint not null, written bigint not null, content text not null);
      create or replace function note_backward_write() returns trigger
        language plpgsql security definer set search_path = public as $note$
      begin
        insert into backward_write values (tg_table_name, old.revision, new.revision, new::text);
        return null;
      end $note$;
      do $all$
      declare
        named text;
      begin
        for named in
          select c.relname from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'revision'
          where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
            and not a.attisdropped
        loop
          execute format(
            'create or replace trigger note_backward_write after update on %I for each row'
            || ' when (new.revision < old.revision) execute function note_backward_write()',
            named);
        end loop;
      end $all$;
      """;

  static BackwardWrites in(ReplicatedStack stack) {
    ServiceSpec.ALL.forEach(service -> stack.execute(service, BEGIN));
    return new BackwardWrites(stack);
  }

  /** What went back, a sentence each. */
  List<String> faults() {
    return ServiceSpec.ALL.stream()
        .flatMap(service ->
            stack
                .query(
                    service,
                    "select name, held, written, left(content, 200) from backward_write",
                    row ->
                        "%s of %s: revision %d over %d: %s"
                            .formatted(
                                row.getString(1),
                                service.name(),
                                row.getLong(3),
                                row.getLong(2),
                                row.getString(4)))
                .stream())
        .toList();
  }
}

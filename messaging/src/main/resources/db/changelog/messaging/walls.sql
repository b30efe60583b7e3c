--liquibase formatted sql

--changeset issuestream:messaging-5 splitStatements:false
--comment Builds the wall between teams around every table that has a team_id and none yet; a migration that adds such a table ends with: call wall_off_teams()
create procedure wall_off_teams() language plpgsql as $$
declare
  one regclass;
begin
  for one in
    select c.oid::regclass from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'team_id' and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'teams')
  loop
    -- Forced, so that the owner does not pass by it either.
    execute format('alter table %s enable row level security, force row level security', one);
    -- In sub-selects, which are worked out once per statement and not for each row.
    execute format($policy$
      create policy teams on %s using (
        team_id = any ((select string_to_array(current_setting('issuestream.teams', true), ','))::text[])
        or (select current_setting('issuestream.teams', true)) = '*')
      $policy$, one);
  end loop;
end
$$;
revoke all on procedure wall_off_teams() from public;

--changeset issuestream:messaging-6 splitStatements:false
--comment The books of the migrations are their owner's alone, whatever other roles were given on new tables.
do $$
declare
  one record;
begin
  for one in
    select distinct g.table_name, g.grantee from information_schema.role_table_grants g
    where g.table_schema = current_schema() and g.grantee <> current_user
      and g.table_name in ('databasechangelog', 'databasechangeloglock')
  loop
    execute format('revoke all on %I from %I', one.table_name, one.grantee);
  end loop;
end
$$;

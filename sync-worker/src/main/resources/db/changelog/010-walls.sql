--liquibase formatted sql

--changeset issuestream:sync-walls-1
--comment Row-level security around every table of this service that holds a team's rows.
call wall_off_teams();

--changeset issuestream:sync-walls-2
--comment An array operator may not be looked up in an index before the wall has been passed; the few issues that moved are found by this one.
create index issue_moved on issue (team_id) where former_keys <> '{}';
drop index issue_former_keys;

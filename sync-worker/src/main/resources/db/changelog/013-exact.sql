--liquibase formatted sql

--changeset issuestream:sync-exact-1
--comment The disjoint ranges of issue ids that a project's walk reads side by side, each with its own checkpoint: everything up to after_id is stored. No to_id: open at the end. Ends are issues there were; to_number is the number in that issue's key.
create table sync_window (
  team_id text not null,
  project_id text not null,
  window_no integer not null,
  after_id bigint not null,
  to_id bigint,
  to_number bigint,
  done boolean not null default false,
  primary key (team_id, project_id, window_no)
);
call wall_off_teams();

--changeset issuestream:sync-exact-2
--comment In how many censuses running an issue was not to be seen and Jira said so of its id too.
alter table issue add column absent_censuses smallint not null default 0;
create index issue_hidden on issue (team_id, project_id) where visibility = 'hidden' and not deleted;

--changeset issuestream:sync-exact-3
--comment Whether Jira showed the project when it was last looked for.
alter table tracked_project add column hidden boolean not null default false;

--changeset issuestream:sync-exact-4
--comment The last census of each project; vanished_confirmed_by: which admin said that so many may go.
create table census (
  team_id text not null,
  project_id text not null,
  run_id uuid not null,
  taken_at timestamptz not null,
  swept_at timestamptz,
  in_jira bigint not null,
  stored bigint not null,
  hidden bigint not null,
  repaired bigint not null,
  newly_hidden bigint not null,
  deleted bigint not null,
  moved bigint not null,
  vanished bigint not null,
  calls bigint not null,
  confirmed_by text,
  confirmed_at timestamptz,
  primary key (team_id, project_id)
);
call wall_off_teams();

--changeset issuestream:sync-exact-5
--comment Sprints that were deleted in Jira; their last state stays.
alter table sprint add column deleted boolean not null default false;

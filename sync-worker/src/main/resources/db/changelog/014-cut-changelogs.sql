--liquibase formatted sql

--changeset issuestream:sync-changelogs-1
--comment Issues that are stored with the newest part of their changelog only, until a later run completes it.
create table cut_changelog (
  team_id text not null,
  project_id text not null,
  jira_id bigint not null,
  run_id uuid not null,
  primary key (team_id, project_id, jira_id)
);
call wall_off_teams();

--changeset issuestream:sync-changelogs-2
--comment Names of the sprint and estimate fields, id=name: Data Center's changelogs name fields, they tell no ids.
alter table tracked_project add column field_names text[];

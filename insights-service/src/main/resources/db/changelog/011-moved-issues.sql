--liquibase formatted sql

--changeset issuestream:insights-12
--comment The few keys that issues bore before they moved: a change of a project matters to whoever names one.
create index issue_name_former on issue_name (team_id) where rank in (1, 3);

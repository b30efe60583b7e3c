--liquibase formatted sql

--changeset issuestream:metrics-walls-1
--comment Row-level security around every table of this service that holds a team's rows.
call wall_off_teams();

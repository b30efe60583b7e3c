--liquibase formatted sql

--changeset issuestream:metrics-observe-1
--comment What a mark's figures will have come from: when the newest change behind it happened in Jira, and the trace it came in.
alter table recompute_mark add column changed_at timestamptz, add column traceparent text;

--liquibase formatted sql

--changeset issuestream:metrics-narrow-1
--comment Pasts lie outside the row, uncompressed: working out a flow reads all rows of a project and none of their pasts.
alter table issue_fact alter column history set storage external;
alter table issue_fact set (toast_tuple_target = 256);

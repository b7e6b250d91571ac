-- A session is bound to its person by a mark under a key that the logins do not read (src/access/session-mark.ts): a row that some statement of
-- another's wrote is nobody's session. Those that were begun without one are over, and their people sign in again.
delete from access.session;
delete from access.family_session;
alter table access.session add column mark bytea not null;
alter table access.family_session add column mark bytea not null;

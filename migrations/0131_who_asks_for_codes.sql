-- Who asked for a code, under a key outside the database: a network, or a browser in which somebody signed in by the address before. Codes are counted by it
-- and by the address together, so that whoever asks for many to somebody's address keeps nobody else from signing in.
alter table access.family_sign_in add column asker bytea not null default '';
alter table access.family_sign_in alter column asker drop default;
-- in such a browser: counted apart from all others
alter table access.family_sign_in add column known boolean not null default false;

-- Who has two roles goes on, signed in again, in the one they last worked in.
alter table access.account add last_role text;
grant update (last_role) on access.account to throughline_pages;

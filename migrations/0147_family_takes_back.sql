-- A family takes back what it told while nothing has changed by it, and says of what is changed that it is wrong: in its own words, sealed, for whoever
-- looks at changes. That somebody has read it is all that it reads of that.
alter table told_change drop constraint told_change_state_check,
  add constraint told_change_state_check check (state in ('held', 'applied', 'refused', 'taken-back'));
alter table family_told drop constraint family_told_state_check,
  add constraint family_told_state_check check (state in ('received', 'checking', 'talk', 'done', 'taken-back')),
  add column wrong bytea, add column wrong_at timestamptz, add column wrong_read_at timestamptz,
  add check ((wrong is null) = (wrong_at is null)), add check (wrong_read_at is null or wrong is not null);
create index on family_told (wrong_at) where wrong is not null and wrong_read_at is null;
grant update (wrong, wrong_at, wrong_read_at) on family_told to throughline_pages;

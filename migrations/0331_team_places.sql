-- To which wards and schools a team's work belongs, each from a day on: public facts of teams, of no child. No reason to see anything follows from it.
create table access.team_place (
  id bigint generated always as identity primary key,
  team_id bigint not null references access.principal (id),
  ward text check (btrim(ward) <> ''),
  establishment_id bigint references access.establishment (id),
  from_on date not null,
  to_on date not null default 'infinity',
  unique nulls not distinct (team_id, ward, establishment_id, from_on),
  check (num_nonnulls(ward, establishment_id) = 1),
  check (to_on > from_on)
);
grant select on access.team_place to throughline_pages, throughline_jobs;
grant insert, update, delete on access.team_place to throughline_jobs;
-- which of them a child's home is in, of an address that the reader sees
grant select on ward_postcode to throughline_pages;

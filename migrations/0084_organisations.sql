-- The agreement by which the staff of an outside organisation (a school, a health trust) read here: what it is for, the basis in law, of what
-- kinds of information, who owns it, and when it is looked at again. Decided for every request, as training is (0043): what the agreement
-- names cuts the masks of the signed context; without one in force urgent access alone is left; once it is withdrawn the context names
-- nobody, so that no reason of theirs is found (docs/access.md).
create table access.organisation (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  name text not null unique check (btrim(name) <> ''),
  purpose text,
  basis text,
  -- the kinds of information that its staff may read, at most as far as their role goes
  categories bigint not null default 0,
  owner text,
  owner_id bigint references access.principal (id),
  -- the last day on which it counts, that day included; null while nothing was ever agreed
  review_on date,
  withdrawn_at timestamptz,
  check (review_on is null or (purpose is not null and basis is not null and owner is not null and categories > 0))
);
-- Nobody's is of the council itself.
alter table access.principal add column organisation_id bigint references access.organisation (id) check (organisation_id is null or kind = 'user');
create index on access.principal (organisation_id) where organisation_id is not null;
create table access.organisation_change (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references access.organisation (id),
  what text not null check (what in ('agreed', 'withdrawn')),
  purpose text,
  basis text,
  categories bigint,
  owner text,
  owner_id bigint references access.principal (id),
  review_on date,
  reason text check (what = 'agreed' or length(btrim(reason)) >= 20),
  by_user bigint references access.principal (id),
  at timestamptz not null
);
create index on access.organisation_change (organisation_id, id);
alter table access.organisation enable row level security;
alter table access.organisation force row level security;
alter table access.organisation_change enable row level security;
alter table access.organisation_change force row level security;
-- asked before there is a reader, as roles, teams and trainings are; no agreement tells of a child
create policy all_read on access.organisation for select to throughline_pages, throughline_jobs using (true);
create policy told on access.organisation for all to throughline_pages, throughline_jobs
  using ((select access.actor()) in ('arrangements', 'approvals')) with check ((select access.actor()) in ('arrangements', 'approvals'));
create policy kept_by on access.organisation_change for select to throughline_pages using ((select access.actor()) = 'approvals');
create policy told on access.organisation_change for insert to throughline_pages, throughline_jobs
  with check ((select access.actor()) in ('arrangements', 'approvals'));
grant select, insert, update on access.organisation to throughline_pages, throughline_jobs;
grant select, insert on access.organisation_change to throughline_pages;
grant insert on access.organisation_change to throughline_jobs;

-- Delegated oversight as two people give it (docs/access.md, live reasons): one proposes it, sees what it would open, and asks; another, who is
-- neither the proposer nor the one who gains, agrees or refuses. From that instant it is a row of access.oversight. Either ends it at once.
create table access.oversight_proposal (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  user_id bigint not null references access.principal (id),
  team_id bigint not null references access.principal (id),
  -- never what is for people who are named: confidential, adoption
  categories bigint not null check (categories > 0 and categories & (2048 | 8192) = 0),
  purpose text not null check (length(btrim(purpose)) >= 20),
  starts_on date not null,
  -- the last day, that day included; the local setting is shorter than a year
  last_day date not null check (last_day >= starts_on and last_day <= starts_on + 366),
  proposed_by bigint not null references access.principal (id),
  proposed_at timestamptz not null,
  -- of how many records each category would be opened: numbers, never a child
  rehearsed_at timestamptz,
  rehearsal jsonb,
  asked_at timestamptz,
  withdrawn_at timestamptz,
  answered_by bigint references access.principal (id),
  answered_at timestamptz,
  agreed boolean,
  answer text,
  reviewed_by bigint references access.principal (id),
  reviewed_at timestamptz,
  review text,
  ended_by bigint references access.principal (id),
  ended_at timestamptz,
  ended_why text,
  check (num_nonnulls(rehearsed_at, rehearsal) in (0, 2)),
  check (asked_at is null or rehearsed_at is not null),
  check (num_nonnulls(answered_by, answered_at, agreed, answer) in (0, 4)),
  check (answered_by is null or (asked_at is not null and withdrawn_at is null and answered_by <> proposed_by and answered_by <> user_id)),
  check (num_nonnulls(reviewed_by, reviewed_at, review) in (0, 3)),
  check (reviewed_by is null or (agreed is true and reviewed_by <> user_id)),
  check (num_nonnulls(ended_by, ended_at, ended_why) in (0, 3)),
  check (ended_by is null or agreed is true)
);
create index on access.oversight_proposal (team_id);
create index on access.oversight_proposal (user_id);
create function access.oversight_proposal_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'What was answered, withdrawn or ended stays as it is: propose another' using errcode = 'insufficient_privilege';
end $$;
create trigger stays before update on access.oversight_proposal for each row
  when (old.withdrawn_at is not null or old.agreed is false or old.ended_at is not null or (old.answered_at is not null
    and (old.answered_by, old.answered_at, old.agreed, old.answer, old.rehearsed_at, old.rehearsal, old.asked_at)
      is distinct from (new.answered_by, new.answered_at, new.agreed, new.answer, new.rehearsed_at, new.rehearsal, new.asked_at)))
  execute function access.oversight_proposal_stays();

alter table access.oversight_proposal enable row level security;
alter table access.oversight_proposal force row level security;
-- who oversees reads who agreed to it, and why
create policy own on access.oversight_proposal for select to throughline_pages using (user_id = (select access.reader()) and agreed);
create policy read on access.oversight_proposal for select to throughline_pages using ((select access.actor()) = 'approvals');
create policy proposed on access.oversight_proposal for insert to throughline_pages
  with check ((select access.actor()) = 'approvals' and proposed_by = any ((select access.principals())::bigint[]) and answered_by is null);
create policy answered on access.oversight_proposal for update to throughline_pages
  using ((select access.actor()) = 'approvals') with check ((select access.actor()) = 'approvals');
create policy arranged on access.oversight_proposal for all to throughline_jobs
  using ((select access.actor()) = 'arrangements') with check ((select access.actor()) = 'arrangements');
grant select, insert on access.oversight_proposal to throughline_pages, throughline_jobs;
grant update (rehearsed_at, rehearsal, asked_at, withdrawn_at, answered_by, answered_at, agreed, answer, reviewed_by, reviewed_at, review,
  ended_by, ended_at, ended_why) on access.oversight_proposal to throughline_pages;

-- The oversight that came of it: as agreed, by whoever is not the proposer, and never longer afterwards.
alter table access.oversight add column proposal_id bigint unique references access.oversight_proposal (id);
-- one that is ended before it begins never holds
alter table access.oversight drop constraint oversight_check;
alter table access.oversight add constraint oversight_check check (ends_at > starts_at or (ends_at = starts_at and proposal_id is not null));
create policy agreed on access.oversight for insert to throughline_pages with check ((select access.actor()) = 'approvals'
  and exists (select from access.oversight_proposal p where p.id = oversight.proposal_id and p.agreed and p.ended_at is null
    and p.answered_by = any ((select access.principals())::bigint[])
    and (p.user_id, p.team_id, p.categories, p.purpose) = (oversight.user_id, oversight.team_id, oversight.categories, oversight.purpose)
    and oversight.starts_at >= p.answered_at and oversight.ends_at <= (p.last_day + 1)::timestamp at time zone 'Europe/London'));
create policy ended on access.oversight for update to throughline_pages
  using ((select access.actor()) = 'approvals' and proposal_id is not null) with check ((select access.actor()) = 'approvals' and proposal_id is not null);
grant insert, update (ends_at) on access.oversight to throughline_pages;
create function access.oversight_only_shorter() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'What two people agreed to is not made longer: propose another' using errcode = 'insufficient_privilege';
end $$;
create trigger only_shorter before update on access.oversight for each row when (old.proposal_id is not null and new.ends_at > old.ends_at)
  execute function access.oversight_only_shorter();

-- Oversight is given and ended while others work. Its reasons are asked of the oversight itself as well, so that one that is written in the same
-- moment as its end does not outlive it; and giving it writes the team's own reasons, so that whoever ends one of those in that moment begins again.
create function access.overseeing() returns bigint[] language sql stable set search_path = pg_catalog as $$
  select coalesce(array_agg(o.id), '{}') from access.oversight o where o.user_id = (select access.reader())
    and (select access.at()) >= o.starts_at and (select access.at()) < o.ends_at $$;
alter policy own_reasons on access.grant_row using (
  (principal = any ((select access.principals())::bigint[]) and (select access.at()) >= starts_at and (select access.at()) < ends_at
    and ((select access.trained()) or reason = 'urgent') and (oversight_id is null or oversight_id = any ((select access.overseeing())::bigint[])))
  or (select access.actor()) in ('linker', 'intake', 'arrangements', 'clearing-house', 'recorder', 'approvals', 'audit'));
create or replace function access.follow_oversight() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  update access.grant_row g set ends_at = g.ends_at where g.principal = new.team_id and g.involvement_id is not null;
  return null;
end $$;

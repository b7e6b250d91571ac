-- Allocation: which work with a child is a team's, who of the team does it, and who gives it out. Each act is a change of involvement, with its
-- history, and an entry of the kind `allocation` that says why.

-- Works beside whoever the child is allocated to.
alter table involvement add column co_works boolean not null default false;

-- Who gives a team's work out for some days, besides its managers.
create table access.team_duty (
  id bigint generated always as identity primary key,
  team_id bigint not null references access.principal (id),
  user_id bigint not null references access.principal (id),
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  set_by bigint not null references access.principal (id),
  set_at timestamptz not null,
  -- taken back before its days were over
  ended_at timestamptz
);
create index on access.team_duty (team_id, last_day);
alter table access.team_duty enable row level security;
alter table access.team_duty force row level security;
create policy own_team on access.team_duty for select to throughline_pages
  using (team_id = any ((select access.principals())::bigint[]) or (select access.actor()) = 'recorder');
create policy recorded on access.team_duty for all to throughline_pages
  using ((select access.actor()) = 'recorder') with check ((select access.actor()) = 'recorder');
grant select, insert on access.team_duty to throughline_pages;
grant update (ended_at) on access.team_duty to throughline_pages;

-- Who of these people may be given work with a child: neither of the child's own family nor kept from the record. Of a child who is shut to who
-- asks, nobody.
create function access.may_be_given(child bigint, people bigint[]) returns bigint[]
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(x.who), '{}') from unnest(people) as x(who)
  where child <> all (access.refused())
    and not exists (select from access.conflict f where f.child_id = child and f.user_id = x.who
      and access.at() >= f.starts_at and access.at() < f.ends_at)
    and not exists (select from access.shield s where s.child_id = child and s.kind <> 'protected'
      and access.at() >= s.starts_at and access.at() < s.ends_at
      and not exists (select from access.shield_allowed a where a.shield_id = s.id and a.principal = x.who)) $$;
revoke all on function access.may_be_given(bigint, bigint[]) from public;
grant execute on function access.may_be_given(bigint, bigint[]) to throughline_pages;

-- What people are told of it, in ids alone: work came to a team, was given to them, or is theirs no more.
alter table access.notice drop constraint notice_kind_check;
alter table access.notice add constraint notice_kind_check check (kind in ('call-back', 'work-started', 'access-asked', 'access-answered',
  'note-moved', 'record-split', 'whose-work', 'urgent-access', 'rule-read', 'rule-withdrawn-read', 'contact-held', 'team-given', 'work-given',
  'work-ended'));

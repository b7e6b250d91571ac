-- Out of office: who of the staff is away for some days, and who of the same team covers. It gives the cover no sight of any record: what is new
-- for who is away goes to the cover too where the cover may have the record anyhow, and never otherwise.
create table access.away (
  id bigint generated always as identity primary key,
  user_id bigint not null references access.principal (id),
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  cover_id bigint references access.principal (id) check (cover_id <> user_id),
  set_by bigint not null references access.principal (id),
  set_at timestamptz not null,
  ended_at timestamptz
);
create index on access.away (user_id, last_day);
create index on access.away (cover_id, last_day);
alter table access.away enable row level security;
alter table access.away force row level security;
-- Those of one's own teams.
create policy colleagues on access.away for select to throughline_pages using ((select access.actor()) = 'recorder'
  or exists (select from access.membership m where m.user_id = away.user_id and m.team_id = any ((select access.principals())::bigint[])
    and m.starts_at <= (select access.at()) and m.ends_at > (select access.at())));
create policy recorded on access.away for all to throughline_pages
  using ((select access.actor()) = 'recorder') with check ((select access.actor()) = 'recorder');
grant select, insert on access.away to throughline_pages;
grant update (ended_at) on access.away to throughline_pages;

-- A message that came to a cover: for whom it was.
alter table access.notice add column for_id bigint references access.principal (id);

-- Messages of the day's work go to the cover of who is away as well, where the cover has a live reason for that child and nothing keeps them
-- from the record. What is for one person alone never does: call-backs and worries of a shielded child, own writing, own requests.
create function access.tell_cover() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  insert into access.notice (principal, kind, child_id, user_id, at, for_id)
  select a.cover_id, new.kind, new.child_id, new.user_id, new.at, new.principal from access.away a
  where a.user_id = new.principal and a.ended_at is null and a.cover_id <> new.user_id
    and (new.at at time zone 'Europe/London')::date between a.first_day and a.last_day
    and a.cover_id = any (access.may_be_given(new.child_id, array[a.cover_id]))
    and exists (select from access.grant_row g where g.child_id = new.child_id and g.starts_at <= new.at and g.ends_at > new.at
      and (g.principal = a.cover_id or exists (select from access.membership m where m.user_id = a.cover_id and m.team_id = g.principal
        and m.starts_at <= new.at and m.ends_at > new.at)))
    and not exists (select from access.notice n where n.principal = a.cover_id and n.kind = new.kind and n.child_id = new.child_id and n.at = new.at);
  return null;
end $$;
create trigger tell_cover after insert on access.notice for each row
  when (new.for_id is null and new.child_id is not null
    and new.kind in ('work-started', 'urgent-access', 'team-given', 'work-given', 'work-ended', 'hand-over-returned'))
  execute function access.tell_cover();

-- The front door: each contact that somebody makes about a child, from before anybody knows which child it is of, and what was done with it.
-- What was said stands here sealed; once a person has found whose it is, it goes on the record as entries.
create table front_door_contact (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  -- what the referrer may quote: it leads nowhere by itself
  reference text not null unique,
  told_at timestamptz not null,
  -- who told it, where they were signed in; who typed it, where the team took it by telephone or word of mouth
  told_by bigint references access.principal (id),
  typed_by bigint references access.principal (id),
  way text not null check (way in ('open', 'signed-in', 'telephone', 'word-of-mouth')),
  source text not null,
  out_of_hours boolean not null,
  -- the child and the referrer as told, and the worry: sealed by a key outside the database, for they may say where a child is
  words bytea not null,
  -- alike for the same name and birth date as told: what a person is offered to compare, and no more
  alike bytea,
  state text not null default 'new' check (state in ('new', 'referral', 'closed')),
  -- the record that the name and birth date as told lead to: it keeps the contact from those who may not have that record, and opens none
  exact_id bigint references person (id),
  -- what was written on the record of it
  entries bigint[] not null default '{}',
  verified_by bigint references access.principal (id),
  child_id bigint references person (id),
  matched_by bigint references access.principal (id),
  matched_at timestamptz,
  check (num_nonnulls(matched_by, matched_at) in (0, 2)),
  check (matched_by is null or child_id is not null)
);
create index on front_door_contact (told_at) where state <> 'closed';
create index on front_door_contact (told_by, told_at);
create index on front_door_contact (child_id);
create index on front_door_contact (alike);

-- What was done with a contact: how soon it must be looked at, who the caller is, what was decided and why, what the referrer was told.
create table front_door_step (
  id bigint generated always as identity primary key,
  contact_id bigint not null references front_door_contact (id),
  sort text not null check (sort in ('ranked', 'verified', 'screened', 'decided')),
  outcome text not null,
  at timestamptz not null,
  by_id bigint not null references access.principal (id),
  due_on date,
  -- why, and what the referrer may know: sealed
  words bytea not null,
  entry_id bigint references entry (id)
);
create index on front_door_step (contact_id);

do $$ declare t text;
begin
  foreach t in array array['front_door_contact', 'front_door_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy actors on %I for all to throughline_pages, throughline_jobs
      using ((select access.actor()) = 'recorder') with check ((select access.actor()) = 'recorder')$p$, t);
    execute format('grant select, insert on %I to throughline_pages, throughline_jobs', t);
  end loop;
end $$;
grant update (state, verified_by, child_id, matched_by, matched_at, entries) on front_door_contact to throughline_pages, throughline_jobs;
grant update (entry_id) on front_door_step to throughline_pages, throughline_jobs;

-- Whoever holds a shielded record is told that somebody told the front door of the child: by the database, so that no page reads who is
-- shielded or by whom. They read it themselves: an ordinary tray never has it.
alter table access.notice drop constraint notice_kind_check;
alter table access.notice add constraint notice_kind_check check (kind in ('call-back', 'work-started', 'access-asked', 'access-answered', 'note-moved', 'record-split', 'whose-work', 'urgent-access', 'rule-read', 'rule-withdrawn-read', 'contact-held'));
create function access.tell_holders_of_contact(child bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  insert into access.notice (principal, kind, child_id, user_id, at)
  select distinct h.who, 'contact-held', child, h.who, access.at()
  from (select coalesce(s.holder, a.principal) as who from access.shield s
    left join access.shield_allowed a on a.shield_id = s.id and s.holder is null
    where s.child_id = child and s.kind <> 'protected' and access.at() >= s.starts_at and access.at() < s.ends_at) h
  where h.who is not null;
end $$;
-- One who is not signed in may ask as well, and is nobody to call back.
create or replace function access.tell_holders(children bigint[], who bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  insert into access.notice (principal, kind, child_id, user_id, at)
  select distinct coalesce(s.holder, a.principal), 'call-back', s.child_id, who, access.at()
  from access.shield s left join access.shield_allowed a on a.shield_id = s.id and s.holder is null
  where s.child_id = any (children) and s.kind = 'sealed' and access.at() >= s.starts_at and access.at() < s.ends_at
    and coalesce(s.holder, a.principal) is not null and who > 0;
end $$;
revoke all on function access.tell_holders_of_contact(bigint) from public;
grant execute on function access.tell_holders_of_contact(bigint) to throughline_pages;

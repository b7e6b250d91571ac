-- Nobody besides those named was told that a record is kept to named people, and any of them could take the others off, so that whoever keeps it longest decides
-- alone. The Caldicott guardian is told that it was done, by whom and until when, of no child by name or number; and who changed last who is named is kept.
alter table access.shield
  add column renamed_by bigint references access.principal (id), add column renamed_at timestamptz,
  add check (num_nonnulls(renamed_by, renamed_at) in (0, 2));

alter table access.notice drop constraint notice_kind_check;
alter table access.notice add constraint notice_kind_check check (kind in ('call-back', 'work-started', 'access-asked', 'access-answered',
  'note-moved', 'record-split', 'whose-work', 'urgent-access', 'rule-read', 'rule-withdrawn-read', 'contact-held', 'team-given', 'work-given',
  'work-ended', 'hand-over-returned', 'reads-fast', 'record-came', 'record-kept'));

-- Is it nobody's business of this person: of their own family, or of a household of theirs?
create function access.is_own_family(who bigint, child bigint) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from access.conflict f where f.child_id = child and f.user_id = who and access.at() >= f.starts_at and access.at() < f.ends_at) $$;

-- Each guardian once, never who keeps it nor the child's own family; no child in it, so that nobody finds the record by the message.
create function access.tell_guardians_of_kept(child bigint, who bigint) returns void language sql security definer set search_path = pg_catalog as $$
  insert into access.notice (principal, kind, user_id, at)
  select distinct p.id, 'record-kept', who, access.at() from access.principal p join access.role_held h on h.user_id = p.id
  where h.role = 'information-governance' and access.at() >= h.starts_at and access.at() < h.ends_at and p.active and p.id <> who
    and not access.is_own_family(p.id, child) $$;
do $$ begin
  execute replace(pg_get_functiondef('access.keep_to_named(bigint, text, text, bigint[], bigint, date, bigint)'::regprocedure),
    'perform access.name_on_shield(made, people, every_category);',
    'perform access.name_on_shield(made, people, every_category);
  perform access.tell_guardians_of_kept(child, who);');
  execute replace(pg_get_functiondef('access.rename_kept(uuid, bigint[], bigint, bigint)'::regprocedure),
    'perform access.name_on_shield(it, people, every_category);',
    'perform access.name_on_shield(it, people, every_category);
  update access.shield set renamed_by = who, renamed_at = access.at() where id = it;');
end $$;

-- What people keep to named people now, and what was opened again lately: by whom, since when, to be looked at when. Neither child, nor reason, nor who is named.
create function access.kept_to_oversee() returns table (shield uuid, kind text, kept_by bigint, since timestamptz, review_on date, named integer, working integer,
  renamed_by bigint, renamed_at timestamptz, asked_at timestamptz, ended_by bigint, ended_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'approvals' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select s.uuid, s.kind, s.kept_by, s.starts_at, s.review_on, n.named, n.working, s.renamed_by, s.renamed_at, s.asked_at, s.ended_by,
      nullif(s.ends_at, 'infinity')
    from access.shield s cross join lateral (select count(*)::integer as named, count(*) filter (where u.kind = 'team' or u.active)::integer as working
      from access.shield_allowed a join access.principal u on u.id = a.principal where a.shield_id = s.id) n
    where s.kept_by is not null and s.covers is null and s.ends_at > access.at() - interval '90 days'
      and not exists (select from unnest(access.principals()) w(who) where access.is_own_family(w.who, s.child_id));
end $$;

-- With who changed last who is named, as 0412 otherwise.
do $$ declare before constant text := pg_get_functiondef('access.own_shields()'::regprocedure);
begin
  drop function access.own_shields();
  execute replace(replace(before, 'named bigint[], working integer)', 'named bigint[], working integer, renamed_by bigint, renamed_at timestamp with time zone)'),
    'n.named, n.working', 'n.named, n.working, s.renamed_by, s.renamed_at');
end $$;

revoke all on function access.is_own_family(bigint, bigint), access.tell_guardians_of_kept(bigint, bigint), access.kept_to_oversee(), access.own_shields() from public;
grant execute on function access.kept_to_oversee(), access.own_shields() to throughline_pages;

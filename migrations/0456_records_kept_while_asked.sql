-- A feed that sends a shielded child anew, under another name or number, makes a record that is tied to nobody and would stand in the open with the new home and
-- school. While it is asked whose it is, such a record is kept to the same named people: by a shield of the same kind, for the sake of the child's (docs/security.md).
alter table access.shield add column while_asked boolean not null default false;

-- To the linker: children whose sight it must not widen. As `access.shielded`, without what is kept only while it is asked: that is no reason to tie, cut or ask otherwise.
create function access.guarded(children bigint[]) returns table (child_id bigint, kind text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') not in ('linker', 'clearing-house') then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select x.child_id, max(x.kind) from (
    select s.child_id, s.kind from access.shield s
    where s.child_id = any (children) and not s.while_asked and access.at() >= s.starts_at and access.at() < s.ends_at
    union all
    select e.child_id, 'protected' from public.entry e
    where e.child_id = any (children) and e.seal is not null and e.kind in ('address', 'contact-detail', 'enrolment')) x group by x.child_id;
end $$;

-- The vault does not take it in: by what the vault holds nobody is found, so that who comes next would be compared with fewer.
create or replace function access.held_children() returns bigint[] language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'vault' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return (select coalesce(array_agg(distinct s.child_id), '{}') from access.shield s
    where s.kind in ('protected', 'sealed') and not s.while_asked and access.at() < s.ends_at);
end $$;
drop trigger hold_at_once on access.shield;
create trigger hold_at_once after insert or update of kind, starts_at, ends_at on access.shield for each row
  when (new.kind in ('protected', 'sealed') and (not new.while_asked or new.ends_at < 'infinity')) execute function access.hold_at_once();
-- Whether it is a twin's, who lives at the same home, is another question: asked as soon as this one is over.
do $$
begin
  execute replace(replace(pg_get_functiondef('access.homes_to_compare()'::regprocedure), 'c.covers = m.id and', 'c.covers = m.id and not c.while_asked and'),
    'h.child_id = k.other and', 'h.child_id = k.other and not h.while_asked and');
end $$;

-- Did anybody whom this shield does not name work with the child before then, and does still? Urgent access and oversight are no work.
create function access.worked_unnamed(child bigint, shield bigint, before timestamptz) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from access.grant_row g where g.child_id = child and g.starts_at < before and g.ends_at > access.at() and g.extra_mask = 0 and g.reason <> 'holder'
    and not exists (select from access.shield_allowed a where a.shield_id = shield and a.principal = g.principal)) $$;

-- To the linker and the clearing house, about all whom their questions touched: ends what is no longer asked, and keeps what is asked of a record that nothing told
-- of before this moment. Answers nothing. A record that others knew already stays open to them, whatever its name is like.
create function access.keep_while_asked(persons bigint[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  k record;
  made bigint;
begin
  if coalesce(access.actor(), '') not in ('linker', 'clearing-house') then raise insufficient_privilege using message = 'Not allowed.'; end if;
  update access.shield s set ends_at = access.at()
  where s.while_asked and s.child_id = any (persons) and s.ends_at > access.at()
    and (access.worked_unnamed(s.child_id, s.covers, s.starts_at) or not exists (select from access.shield m join public.person o on o.id = m.child_id
      join public.person p on p.id = s.child_id and p.redirect_to is null
      where m.id = s.covers and coalesce(o.redirect_to, o.id) <> s.child_id and case when s.decided_at is null
        then exists (select from public.review_case c where c.state in ('open', 'asked')
          and (c.a_person, c.b_person) in ((s.child_id, coalesce(o.redirect_to, o.id)), (coalesce(o.redirect_to, o.id), s.child_id)))
        -- one of the named people said that it stays: until the clearing house says that they are two children
        else not exists (select from public.pair_decision d join public.source_person a on a.id = d.a_source_person join public.source_person b on b.id = d.b_source_person
          where d.undone_at is null and d.decision <> 'same'
            and (a.person_id, b.person_id) in ((s.child_id, coalesce(o.redirect_to, o.id)), (coalesce(o.redirect_to, o.id), s.child_id))) end));
  for k in
    select distinct q.child, m.* from (
      select c.a_person as child, c.b_person as other from public.review_case c where c.state in ('open', 'asked') and c.a_person = any (persons)
      union select c.b_person, c.a_person from public.review_case c where c.state in ('open', 'asked') and c.b_person = any (persons)) q
    join access.shield m on m.child_id = q.other and q.other <> q.child and not m.while_asked and access.at() >= m.starts_at and access.at() < m.ends_at
    where not exists (select from access.shield o where o.child_id = q.child and (o.covers = m.id or not o.while_asked) and access.at() >= o.starts_at and access.at() < o.ends_at)
      -- told of for the first time now; or kept so before, until it was asked no more
      and (not exists (select from public.source_person s join public.link l on l.source_person_id = s.id where s.person_id = q.child and l.known_from < access.at())
        or exists (select from access.shield b where b.child_id = q.child and b.while_asked and b.covers = m.id and b.decided_at is null))
      and not access.worked_unnamed(q.child, m.id, 'infinity')
  loop
    insert into access.shield (child_id, kind, reason, holder, starts_at, ends_at, review_on, covers, while_asked)
      values (k.child, k.kind, 'May be the record of a child whose own is kept to named people', k.holder, access.at(), k.ends_at, k.review_on, k.id, true) returning id into made;
    insert into access.shield_allowed (shield_id, principal) select made, a.principal from access.shield_allowed a where a.shield_id = k.id;
    update access.grant_row g set named = true, max_sensitivity = 4 from access.shield_allowed a
      where a.shield_id = k.id and g.principal = a.principal and g.child_id = k.child and g.ends_at > access.at() and g.extra_mask = 0;
  end loop;
  -- A sealed record is its holders' without any work, and so is this one.
  insert into access.grant_row (principal, child_id, reason, limit_mask, max_sensitivity, named, starts_at)
  select distinct on (g.principal, s.child_id) g.principal, s.child_id, g.reason, g.limit_mask, g.max_sensitivity, true, access.at()
  from access.shield s join access.shield m on m.id = s.covers join access.grant_row g on g.child_id = m.child_id and g.reason = 'holder' and g.ends_at > access.at()
    join access.shield_allowed a on a.shield_id = s.id and a.principal = g.principal
  where s.while_asked and s.kind = 'sealed' and s.child_id = any (persons) and s.ends_at > access.at() and not exists (select from access.grant_row h
    where h.principal = g.principal and h.child_id = s.child_id and h.reason = 'holder' and h.ends_at > access.at());
end $$;

-- Whoever comes to hold the child's record meanwhile holds this one too; and all of them no longer once it ends, unless another shield of it names them.
create function access.hold_while_asked() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into access.grant_row (principal, child_id, reason, limit_mask, max_sensitivity, named, starts_at)
  select distinct new.principal, c.child_id, new.reason, new.limit_mask, new.max_sensitivity, true, new.starts_at
  from access.shield m join access.shield c on c.covers = m.id and c.while_asked and c.kind = 'sealed' and c.ends_at > new.starts_at
    join access.shield_allowed a on a.shield_id = c.id and a.principal = new.principal where m.child_id = new.child_id;
  return null;
end $$;
create trigger hold_while_asked after insert on access.grant_row for each row when (new.reason = 'holder') execute function access.hold_while_asked();
create function access.end_while_asked() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update access.grant_row g set ends_at = greatest(new.ends_at, g.starts_at) where g.child_id = new.child_id and g.reason = 'holder' and g.ends_at > new.ends_at
    and not exists (select from access.shield o join access.shield_allowed b on b.shield_id = o.id
      where o.child_id = new.child_id and o.id <> new.id and o.kind = 'sealed' and b.principal = g.principal and o.ends_at > new.ends_at);
  return null;
end $$;
create trigger end_while_asked after update of ends_at on access.shield for each row
  when (new.ends_at < old.ends_at and new.while_asked) execute function access.end_while_asked();

-- What is kept while it is asked follows a record that is parted, never onto one that others knew before. As 0323 otherwise.
do $$
begin
  execute replace(replace(replace(pg_get_functiondef('access.copy_refusals(bigint[], bigint[])'::regprocedure),
    'and s.ends_at > access.at()', 'and s.ends_at > access.at()
      and not (s.while_asked and exists (select from public.link l where l.person_id = p.t and l.known_from < access.at()))'),
    'covers, decided_by, decided_at)', 'covers, decided_by, decided_at, while_asked)'),
    'held.decided_by, held.decided_at)', 'held.decided_by, held.decided_at, held.while_asked)');
end $$;

-- As 0323, and says which is such a record.
drop function access.homes_to_decide();
create function access.homes_to_decide() returns table (home uuid, child bigint, other bigint, since timestamptz, record boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select c.uuid, coalesce(p.redirect_to, p.id), coalesce(o.redirect_to, o.id), c.starts_at, c.while_asked
  from access.shield m join access.shield c on c.covers = m.id join public.person p on p.id = m.child_id join public.person o on o.id = c.child_id
  where c.decided_at is null and access.at() >= c.starts_at and access.at() < c.ends_at and access.at() < m.ends_at
    and m.child_id <> all ((select access.refused())::bigint[]) and c.child_id <> all ((select access.refused())::bigint[])
    and exists (select from access.shield_allowed a where a.shield_id = m.id and a.principal = any ((select access.principals())::bigint[])) $$;

revoke all on function access.guarded(bigint[]), access.worked_unnamed(bigint, bigint, timestamptz), access.keep_while_asked(bigint[]), access.hold_while_asked(),
  access.end_while_asked(), access.homes_to_decide() from public;
grant execute on function access.guarded(bigint[]), access.keep_while_asked(bigint[]) to throughline_pages, throughline_jobs, throughline_linker;
grant execute on function access.homes_to_decide() to throughline_pages;

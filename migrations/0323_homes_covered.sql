-- Who lives where a protected child lives would give the place away: a brother at the same address is kept to the same named people until one of them decides
-- (docs/security.md). What keeps him is a shield like any other, that ends with the one it is for the sake of.
alter table access.shield add column uuid uuid not null default gen_random_uuid() unique;
alter table access.shield add column covers bigint references access.shield (id) on delete set null;
alter table access.shield add column decided_by bigint references access.principal (id);
alter table access.shield add column decided_at timestamptz;
alter table access.shield add check (num_nonnulls(decided_by, decided_at) in (0, 2));
create index on access.shield (covers) where covers is not null;

-- To the vault: each protected child with those of its family or household who have a record and no such shield of their own, and when it was last decided
-- that one of them is not kept for this child's sake. Where each lives the vault compares.
create function access.homes_to_compare() returns table (shield bigint, child bigint, other bigint, decided_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'vault' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
    with main as materialized (select s.id, s.child_id from access.shield s
      where s.kind = 'protected' and s.covers is null and access.at() >= s.starts_at and access.at() < s.ends_at),
    kin as (
      select m.id, r.other_id as other from main m join public.relationship r on r.child_id = m.child_id and r.known_to = 'infinity'
      union select m.id, r.child_id from main m join public.relationship r on r.other_id = m.child_id and r.known_to = 'infinity'
      union select m.id, o.child_id from main m join public.relationship r on r.child_id = m.child_id and r.known_to = 'infinity'
        join public.relationship o on o.other_id = r.other_id and o.known_to = 'infinity'
      union select m.id, o.child_id from main m join public.family_member f on f.child_id = m.child_id and f.known_to = 'infinity'
        join public.family_member o on o.family_id = f.family_id and o.known_to = 'infinity')
    select m.id, m.child_id, k.other, (select max(c.decided_at) from access.shield c where c.covers = m.id and c.child_id = k.other)
    from kin k join main m on m.id = k.id join public.person p on p.id = k.other and p.has_record and p.redirect_to is null
    where k.other <> m.child_id and not exists (select from access.shield h
      where h.child_id = k.other and h.kind in ('protected', 'sealed') and access.at() >= h.starts_at and access.at() < h.ends_at);
end $$;

-- To the vault: keeps the home of another child for the sake of this shield.
create function access.cover_home(main bigint, other bigint) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  made bigint;
begin
  if access.actor() is distinct from 'vault' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  insert into access.shield (child_id, kind, reason, holder, starts_at, ends_at, review_on, covers)
    select other, 'protected', 'Lives with a child whose address is protected', s.holder, access.at(), s.ends_at, s.review_on, s.id
    from access.shield s where s.id = main returning id into made;
  insert into access.shield_allowed (shield_id, principal) select made, a.principal from access.shield_allowed a where a.shield_id = main;
  update access.grant_row g set named = true, max_sensitivity = 4 from access.shield_allowed a
    where a.shield_id = main and g.principal = a.principal and g.child_id = other and g.ends_at > access.at() and g.extra_mask = 0;
end $$;

-- Whoever is named for the one is named for those who are kept for its sake, and all end together.
create function access.name_for_covered() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into access.shield_allowed (shield_id, principal) select c.id, new.principal from access.shield c where c.covers = new.shield_id on conflict do nothing;
  return null;
end $$;
create trigger name_for_covered after insert on access.shield_allowed for each row execute function access.name_for_covered();
create function access.end_covered() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update access.shield set ends_at = new.ends_at where covers = new.id and ends_at > new.ends_at;
  return null;
end $$;
create trigger end_covered after update of ends_at on access.shield for each row
  when (new.ends_at < old.ends_at) execute function access.end_covered();

-- A shield that is copied when records are joined or split is for the sake of the same one. As 0006 otherwise.
create or replace function access.copy_refusals(from_children bigint[], to_children bigint[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  held record;
  made bigint;
begin
  if access.actor() is null or access.actor() not in ('linker', 'clearing-house') then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  for held in
    select distinct p.t, s.* from unnest(from_children, to_children) as p(f, t) join access.shield s on s.child_id = p.f
    where p.f <> p.t and s.ends_at > access.at()
      and not exists (select 1 from access.shield h where h.child_id = p.t and h.kind = s.kind and h.reason = s.reason
                      and h.starts_at = s.starts_at and h.ends_at = s.ends_at and h.holder is not distinct from s.holder)
  loop
    insert into access.shield (child_id, kind, reason, holder, starts_at, ends_at, review_on, covers, decided_by, decided_at)
      values (held.t, held.kind, held.reason, held.holder, held.starts_at, held.ends_at, held.review_on, held.covers, held.decided_by, held.decided_at) returning id into made;
    insert into access.shield_allowed (shield_id, principal) select made, a.principal from access.shield_allowed a where a.shield_id = held.id;
  end loop;
  insert into access.conflict (user_id, child_id, why, starts_at, ends_at)
  select distinct on (c.user_id, p.t) c.user_id, p.t, c.why, c.starts_at, c.ends_at
  from unnest(from_children, to_children) as p(f, t) join access.conflict c on c.child_id = p.f
  where p.f <> p.t order by c.user_id, p.t, c.ends_at desc
  on conflict (user_id, child_id) do update set starts_at = least(conflict.starts_at, excluded.starts_at), ends_at = greatest(conflict.ends_at, excluded.ends_at);
end $$;

-- To those who are named for a child: whose home is kept for its sake and was not decided. Nobody else is given a row.
create function access.homes_to_decide() returns table (home uuid, child bigint, other bigint, since timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select c.uuid, coalesce(p.redirect_to, p.id), coalesce(o.redirect_to, o.id), c.starts_at
  from access.shield m join access.shield c on c.covers = m.id join public.person p on p.id = m.child_id join public.person o on o.id = c.child_id
  where c.decided_at is null and access.at() >= c.starts_at and access.at() < c.ends_at and access.at() < m.ends_at
    and m.child_id <> all ((select access.refused())::bigint[]) and c.child_id <> all ((select access.refused())::bigint[])
    and exists (select from access.shield_allowed a where a.shield_id = m.id and a.principal = any ((select access.principals())::bigint[])) $$;

-- What one of them decided: kept for as long as the other is, or open from now on. False where there was nothing to decide any more.
create function access.decide_home(kept uuid, keep boolean, who bigint) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'recorder' or who <> all (access.principals()) or not exists (select from access.homes_to_decide() h where h.home = kept) then return false; end if;
  update access.shield set decided_by = who, decided_at = access.at(), ends_at = case when keep then ends_at else access.at() end
    where uuid = kept and decided_at is null;
  return found;
end $$;

revoke all on function access.name_for_covered(), access.end_covered(), access.homes_to_compare(), access.cover_home(bigint, bigint), access.homes_to_decide(), access.decide_home(uuid, boolean, bigint) from public;
grant execute on function access.homes_to_compare(), access.cover_home(bigint, bigint) to throughline_jobs;
grant execute on function access.homes_to_decide(), access.decide_home(uuid, boolean, bigint) to throughline_pages;

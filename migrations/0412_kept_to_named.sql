-- Who keeps a record, or where its child can be found, to named people; who looks at that again, and who ends it: people who work with the child, on the record's own page
-- (issue 4, point 1: "restricted child (allow list, reviewed)"). One raises, two lower (reference/security.md 3.1 and T08).
alter table access.shield
  add column kept_by bigint references access.principal (id),
  add column reviewed_by bigint references access.principal (id), add column reviewed_at timestamptz, add column review_words text,
  add column asked_by bigint references access.principal (id), add column asked_at timestamptz, add column asked_reason text,
  add column ended_by bigint references access.principal (id),
  add check (num_nonnulls(reviewed_by, reviewed_at, review_words) in (0, 3)),
  add check (num_nonnulls(asked_by, asked_at, asked_reason) in (0, 3)),
  add check (ended_by is null or asked_by is not null and ended_by <> asked_by);

-- To those whom a shield names, and who may open the record: theirs alone. Nobody else is given a row.
create function access.own_shields() returns table (shield uuid, child bigint, kind text, reason text, since timestamptz, review_on date, kept_by bigint,
  reviewed_by bigint, reviewed_at timestamptz, asked_by bigint, asked_at timestamptz, asked_reason text, covered boolean, named bigint[], working integer)
language sql stable security definer set search_path = pg_catalog as $$
  select s.uuid, s.child_id, s.kind, s.reason, s.starts_at, s.review_on, s.kept_by, s.reviewed_by, s.reviewed_at,
    s.asked_by, s.asked_at, s.asked_reason, s.covers is not null, n.named, n.working
  from access.shield s join public.person p on p.id = s.child_id and p.redirect_to is null
    cross join lateral (select array_agg(a.principal order by a.principal) as named,
        count(*) filter (where u.kind = 'team' or u.active)::integer as working
      from access.shield_allowed a join access.principal u on u.id = a.principal where a.shield_id = s.id) n
  where access.at() >= s.starts_at and access.at() < s.ends_at and n.named && (select access.principals())::bigint[]
    and s.child_id <> all ((select access.refused())::bigint[]) $$;

-- What naming gives and takes: work reads what is for named people only; a sealed record is its holders' without any work (src/access/arrangements/children.actions.ts).
create function access.name_on_shield(of bigint, people bigint[], every_category bigint) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into access.shield_allowed (shield_id, principal) select of, unnest(people) on conflict do nothing;
  update access.grant_row g set named = true, max_sensitivity = 4 from access.shield s
    where s.id = of and g.child_id = s.child_id and g.principal = any (people) and g.ends_at > access.at() and g.extra_mask = 0;
  insert into access.grant_row (principal, child_id, reason, limit_mask, max_sensitivity, named, starts_at)
    select w.who, s.child_id, 'holder', every_category, 4, true, access.at() from access.shield s, unnest(people) w(who)
    where s.id = of and s.kind = 'sealed' and not exists (select from access.grant_row g
      where g.principal = w.who and g.child_id = s.child_id and g.reason = 'holder' and g.ends_at = 'infinity') $$;
create function access.take_back_naming(of bigint, people bigint[]) returns void language sql security definer set search_path = pg_catalog as $$
  update access.grant_row g set named = false, max_sensitivity = least(g.max_sensitivity, 3), ends_at = case when g.reason = 'holder' then access.at() else g.ends_at end
  from access.shield s where s.id = of and g.child_id = s.child_id and g.principal = any (people) and g.named and g.extra_mask = 0 and g.ends_at > access.at()
    and not exists (select from access.shield o join access.shield_allowed b on b.shield_id = o.id
      where o.child_id = s.child_id and o.id <> s.id and b.principal = g.principal and access.at() < o.ends_at) $$;
-- The shield that its reader may change: they are named, and it is kept for no other child's sake.
create function access.shield_to_change(of uuid, who bigint) returns bigint language plpgsql security definer set search_path = pg_catalog as $$
declare found_id bigint;
begin
  if coalesce(access.actor(), '') <> 'recorder' or who <> all (access.principals()) then raise insufficient_privilege using message = 'Not allowed.'; end if;
  select s.id into found_id from access.shield s join access.own_shields() o on o.shield = s.uuid where s.uuid = of and s.covers is null for update of s;
  return found_id;
end $$;

-- Two people at least, so that one who is away leaves somebody. False where it is kept so already. No holder of its own: all who are named are called.
create function access.keep_to_named(child bigint, sort text, why text, people bigint[], who bigint, review date, every_category bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare made bigint;
begin
  if coalesce(access.actor(), '') <> 'recorder' or who <> all (access.principals()) or who <> all (people) then raise insufficient_privilege using message = 'Not allowed.'; end if;
  if (select count(*) from access.principal p where p.id = any (people) and p.kind = 'user' and p.active) < 2 then
    raise check_violation using message = 'A record is kept to two people at least.';
  end if;
  if exists (select from access.own_shields() o where o.child = keep_to_named.child and o.kind = sort and not o.covered) then return false; end if;
  insert into access.shield (child_id, kind, reason, starts_at, review_on, kept_by) values (child, sort, why, access.at(), review, who) returning id into made;
  perform access.name_on_shield(made, people, every_category);
  return true;
end $$;
create function access.rename_kept(of uuid, people bigint[], who bigint, every_category bigint) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare it constant bigint := access.shield_to_change(of, who);
begin
  if it is null then return false; end if;
  if who <> all (people) or (select count(*) from access.principal p where p.id = any (people) and p.active) < 2 then
    raise check_violation using message = 'A record is kept to two people at least.';
  end if;
  perform access.name_on_shield(it, people, every_category);
  perform access.take_back_naming(it, array(select a.principal from access.shield_allowed a where a.shield_id = it and a.principal <> all (people)));
  delete from access.shield_allowed a using access.shield c where a.shield_id = c.id and it in (c.id, c.covers) and c.ends_at > access.at() and a.principal <> all (people);
  return true;
end $$;
create function access.review_kept(of uuid, who bigint, words text, review date) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare it constant bigint := access.shield_to_change(of, who);
begin
  update access.shield set reviewed_by = who, reviewed_at = access.at(), review_words = words, review_on = review where id = it;
  return found;
end $$;
create function access.ask_to_open(of uuid, who bigint, words text) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare it constant bigint := access.shield_to_change(of, who);
begin
  update access.shield set asked_by = who, asked_at = access.at(), asked_reason = words where id = it and asked_by is null;
  return found;
end $$;
-- With a yes it ends now, for all who were named; what it gave them ends with it, and the vault lets out what nothing else keeps.
create function access.answer_opening(of uuid, who bigint, agrees boolean) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare it bigint := access.shield_to_change(of, who);
begin
  select s.id into it from access.shield s where s.id = it and s.asked_by <> who;
  if it is null then return false; end if;
  if not agrees then
    update access.shield set asked_by = null, asked_at = null, asked_reason = null where id = it;
    return true;
  end if;
  perform access.take_back_naming(it, array(select a.principal from access.shield_allowed a where a.shield_id = it));
  update access.shield set ends_at = access.at(), ended_by = who where id = it;
  return true;
end $$;

-- Whoever is called where somebody looked, told of a change or of a worry: the holder, and where the holder works here no more, everybody who is named.
do $$ declare f text;
begin
  foreach f in array array['tell_holders(bigint[], bigint)', 'tell_holders_of_change(bigint, bigint)', 'tell_holders_of_contact(bigint)'] loop
    execute replace(replace(pg_get_functiondef(('access.' || f)::regprocedure), 'a.shield_id = s.id and s.holder is null',
      'a.shield_id = s.id and not exists (select from access.principal w where w.id = s.holder and w.active)'), 'coalesce(s.holder, a.principal)', 'coalesce(a.principal, s.holder)');
  end loop;
end $$;

revoke all on function access.own_shields(), access.name_on_shield(bigint, bigint[], bigint), access.take_back_naming(bigint, bigint[]), access.shield_to_change(uuid, bigint),
  access.keep_to_named(bigint, text, text, bigint[], bigint, date, bigint), access.rename_kept(uuid, bigint[], bigint, bigint), access.review_kept(uuid, bigint, text, date),
  access.ask_to_open(uuid, bigint, text), access.answer_opening(uuid, bigint, boolean) from public;
grant execute on function access.own_shields(), access.keep_to_named(bigint, text, text, bigint[], bigint, date, bigint), access.rename_kept(uuid, bigint[], bigint, bigint),
  access.review_kept(uuid, bigint, text, date), access.ask_to_open(uuid, bigint, text), access.answer_opening(uuid, bigint, boolean) to throughline_pages;

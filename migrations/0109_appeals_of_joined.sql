-- What the clerk of appeals reads is asked of the record that the child's was joined to, as admissions' own is (0108). All else as in 0075 and 0080.
create or replace function access.appeal_facts(appeals bigint[]) returns table (appeal_id bigint, child_id bigint, reference text, forename text, surname text,
  birth_date date, round text, school text, places integer, own_order boolean, criteria jsonb, explanation jsonb, distance text, protected boolean, died boolean,
  holds text, at_school boolean, waiting_position integer, waiting integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'appeals' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select x.id, a.child_id, a.reference, a.forename, a.surname, a.birth_date, r.name, coalesce(k.name, x.school_key), coalesce(k.places, 0),
    coalesce(k.own_order, false), (select coalesce(jsonb_agg(c.one->>'name' order by c.n), '[]') from jsonb_array_elements(k.settings->'criteria') with ordinality c(one, n)),
    s.explanation, s.distance,
    exists (select from access.shield h where h.child_id = j.child and access.at() >= h.starts_at and access.at() < h.ends_at),
    exists (select from public.entry e where e.kind = 'identity' and e.child_id = j.child and e.known_to = 'infinity' and e.seal is null and not e.held
      and e.body ? 'deathDate' and e.source_id <> all (access.withdrawn_sources())),
    (select coalesce(n.name, o.school_key) from public.admission_offer o left join public.admission_school n on n.round_id = o.round_id and n.key = o.school_key
      and n.known_to = 'infinity' where o.application_id = a.id and o.ended is null and o.standing = 'held'),
    exists (select from public.admission_offer o where o.application_id = a.id and o.school_key = x.school_key and o.ended is null and o.given_by <> 'appeal'),
    (select w.position from public.admission_waiting w where w.round_id = x.round_id and w.school_key = x.school_key and w.application_id = a.id
      and w.known_to = 'infinity'),
    (select count(*)::integer from public.admission_waiting w where w.round_id = x.round_id and w.school_key = x.school_key and w.known_to = 'infinity')
  from public.admission_appeal x join public.admission_application a on a.id = x.application_id join public.admission_round r on r.id = x.round_id
    left join lateral (select coalesce(q.redirect_to, q.id) as child from public.person q where q.id = a.child_id) j on true
    left join public.admission_school k on k.round_id = x.round_id and k.key = x.school_key and k.known_to = 'infinity'
    left join public.admission_release l on l.round_id = x.round_id
    left join public.admission_standing s on s.run_id = l.run_id and s.application_id = a.id and s.school_key = x.school_key
  where x.id = any (appeals) and (a.child_id is null or a.child_id <> all ((select access.refused_with_joined())::bigint[]));
end $$;
create or replace function access.appeal_refusals(wanted text, born date, address uuid) returns table (application uuid, application_id bigint, round_id bigint,
  round text, reference text, forename text, surname text, child_id bigint, school_key text, school text, refused_on date, appealed boolean, sort text, in_year boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'appeals' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select a.uuid, a.id, a.round_id, r.name, a.reference, a.forename, a.surname, a.child_id, p.school_key, coalesce(k.name, p.school_key),
    coalesce(y.refused_on, case when s.explanation is not null then (l.released_at at time zone 'Europe/London')::date end),
    exists (select from public.admission_appeal x where x.application_id = a.id and x.school_key = p.school_key and x.withdrawn_on is null),
    coalesce(s.explanation->>'appeal', 'prejudice'), y.id is not null
  from public.admission_application a join public.admission_round r on r.id = a.round_id
    join public.admission_release l on l.round_id = r.id and l.released_at is not null
    join public.admission_preference p on p.application_id = a.id and p.known_to = 'infinity'
    left join public.admission_school k on k.round_id = a.round_id and k.key = p.school_key and k.known_to = 'infinity'
    left join public.admission_standing s on s.run_id = l.run_id and s.application_id = a.id and s.school_key = p.school_key
    left join public.in_year_refusal y on y.application_id = a.id and y.school_key = p.school_key
  where a.state = 'live' and ((lower(a.reference) = lower(wanted) and a.birth_date = born) or a.uuid = address)
    and (a.child_id is null or a.child_id <> all ((select access.refused_with_joined())::bigint[]))
    and (s.explanation is not null or y.id is not null
      or exists (select from public.admission_waiting w where w.application_id = a.id and w.school_key = p.school_key))
    and not exists (select from public.admission_offer o where o.application_id = a.id and o.school_key = p.school_key and o.ended is null)
  order by a.id, p.rank;
end $$;

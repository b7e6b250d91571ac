-- Whoever accepted a place may say that they are happy with it: no waiting list and no second run considers them for a school that they named higher.
alter table admission_reply add column wants_no_higher boolean not null default false check (not wants_no_higher or reply = 'accepted');

-- A family reads what it said. All else as in 0238.
create or replace function access.family_outcomes() returns table (sent_id bigint, released_at timestamptz, quiet boolean, in_run boolean, in_year boolean, offers jsonb,
  refusals jsonb, waiting jsonb)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.family() is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query with own as materialized (
    select f.id, a.id as application_id, a.round_id, a.state, coalesce(p.redirect_to, p.id) as child, l.run_id, l.released_at, n.year_group is not null as in_year
    from public.family_application f join public.admission_release l on l.round_id = f.round_id and l.released_at is not null
      join public.admission_round n on n.id = f.round_id join public.admission_application a on a.id = f.application_id left join public.person p on p.id = coalesce(a.child_id, f.child_id)
    where f.family_id = access.family() and f.state = 'taken'),
  judged as materialized (select own.*, own.state <> 'live'
      or exists (select from access.shield s where s.child_id = own.child and access.at() >= s.starts_at and access.at() < s.ends_at)
      or exists (select from public.entry e where e.child_id = own.child and e.kind = 'identity' and e.known_to = 'infinity' and e.body ? 'deathDate')
      or exists (select from public.entry e where e.child_id = own.child and e.kind = 'family-person' and e.known_to = 'infinity' and e.status = 'none'
        and e.body->>'gone' is null)
      or exists (select from public.entry e where e.kind = 'danger-note' and e.known_to = 'infinity' and e.body->>'sort' = 'not-to-meet'
        and e.true_to > access.at()::date and (e.child_id = own.child or (e.child_id is null and e.uprn in
          (select m.uprn from public.household_member m where m.child_id = own.child and m.true_to > access.at()::date)))) as quiet
    from own)
  select j.id, j.released_at, j.quiet, x.in_run, j.in_year, x.offers, x.refusals, x.waiting from judged j left join lateral (
    select exists (select from public.admission_place y where y.run_id = j.run_id and y.application_id = j.application_id) as in_run,
      (select coalesce(jsonb_agg(jsonb_build_object('address', o.uuid, 'school', coalesce(k.name, o.school_key), 'rank', o.rank, 'standing', o.standing,
          'offeredAt', o.offered_at, 'ended', o.ended, 'reply', r.reply, 'wantsNoHigher', coalesce(r.wants_no_higher, false),
          'answerBy', (select max(m.answer_by) from public.admission_reminder m where m.offer_id = o.id)) order by o.id desc), '[]')
        from public.admission_offer o left join public.admission_school k on k.round_id = o.round_id and k.key = o.school_key and k.known_to = 'infinity'
          left join public.admission_reply r on r.offer_id = o.id and r.known_to = 'infinity'
        where o.application_id = j.application_id) as offers,
      (select coalesce(jsonb_agg(jsonb_build_object('school', coalesce(k.name, s.school_key), 'rank', s.rank, 'words', s.explanation->>'words') order by s.rank), '[]')
        from public.admission_standing s left join public.admission_school k on k.round_id = j.round_id and k.key = s.school_key and k.known_to = 'infinity'
        where s.run_id = j.run_id and s.application_id = j.application_id and s.explanation is not null)
      || (select coalesce(jsonb_agg(jsonb_build_object('school', coalesce(k.name, y.school_key), 'rank', p.rank, 'words', y.why, 'on', y.refused_on) order by p.rank), '[]')
        from public.in_year_refusal y left join public.admission_school k on k.round_id = j.round_id and k.key = y.school_key and k.known_to = 'infinity'
          join public.admission_preference p on p.application_id = y.application_id and p.school_key = y.school_key and p.known_to = 'infinity'
        where y.application_id = j.application_id) as refusals,
      (select coalesce(jsonb_agg(jsonb_build_object('school', k.name, 'position', w.position, 'equal', w.equal,
          'of', (select count(*) from public.admission_waiting n where n.round_id = j.round_id and n.school_key = w.school_key and n.known_to = 'infinity'),
          'criterion', w.criterion, 'criterionName', k.settings->'criteria'->w.criterion::integer->>'name', 'distance', w.distance, 'moved', w.moved,
          'ownOrder', k.own_order) order by k.name, k.key), '[]')
        from public.admission_waiting w join public.admission_school k on k.round_id = w.round_id and k.key = w.school_key and k.known_to = 'infinity'
        where w.round_id = j.round_id and w.application_id = j.application_id and w.known_to = 'infinity') as waiting
  ) x on not j.quiet;
end $$;

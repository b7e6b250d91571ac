-- What is the council's own no school reads, whatever else is open to it (docs/access.md, rule 6; reference/domain.md 10.5): that somebody is to be spoken to
-- before absence is acted on, why, and what an officer asks. A designated safeguarding lead reads attendance in full, as an officer does, so that the pause
-- was open to the school.
-- The eighth of the masks says of which categories they are open to the reader; a context that does not say so is of a school.
create policy council on entry as restrictive for select to throughline_pages, throughline_jobs
  using (kind not in ('pause', 'pause-reason', 'pause-question', 'absence-question') or (select access.actor()) is not null
    or ((select access.masks()))[8] & category_bit <> 0);
-- As in 0048, and of these a school is not told whom to ask either: this function reads facts as the owner of the table.
create or replace function access.whom_to_ask(child bigint) returns table (principal bigint) language sql stable security definer set search_path = pg_catalog as $$
  select distinct coalesce((select p.id from access.principal p where p.id = s.holder and p.active),
    (select min(p.id) from access.fact_seal_reader r join access.principal p on p.id = r.user_id and p.active where r.seal_id = s.id), s.holder)
  from public.entry e join access.fact_seal s on s.id = e.seal and s.kind = 'known'
  where e.child_id = child and e.seal is not null and e.known_to = 'infinity' and e.category_bit & (2048 | 8192 | 16384 | 65536) = 0
    and e.source_id <> all ((select access.withdrawn_sources())::text[])
    and (e.kind not in ('pause', 'pause-reason', 'pause-question', 'absence-question') or ((select access.masks()))[8] & e.category_bit <> 0)
    and s.id <> all ((select access.named_seals())::bigint[]) and child <> all ((select access.refused())::bigint[])
    and (child <> all ((select access.hidden_places())::bigint[]) or e.kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode',
      'session-count', 'attendance-total', 'suspension', 'centre-registration', 'youth-membership'))
    and exists (select from access.grant_row g where g.principal = any ((select access.principals())::bigint[])
      and (select access.at()) >= g.starts_at and (select access.at()) < g.ends_at and ((select access.trained()) or g.reason = 'urgent')
      and (g.child_id = child or exists (select from access.roll r where r.child_id = child and r.establishment_id = g.establishment_id
        and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date))) $$;

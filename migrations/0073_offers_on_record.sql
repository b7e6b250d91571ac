-- Offers of school places on the children's records: how each stands there, and as which entry.
alter table admission_offer add column told text;
alter table admission_offer add column entry_id bigint references entry (id);
grant update (told, entry_id) on admission_offer to throughline_jobs;
-- what the job that writes on records reads of a round, and nothing of it is anybody's preference or fact
do $$ declare t text;
begin
  foreach t in array array['admission_round', 'admission_school', 'admission_application', 'admission_reply'] loop
    execute format($p$create policy recorder on %I for select to throughline_jobs using ((select access.actor()) = 'recorder')$p$, t);
  end loop;
end $$;
create policy recorder on admission_offer for all to throughline_jobs
  using ((select access.actor()) = 'recorder') with check ((select access.actor()) = 'recorder');

-- An offer says where the child will be.
alter policy protected_address on entry
  using (kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode', 'session-count', 'attendance-total', 'suspension',
      'centre-registration', 'youth-membership', 'told-school', 'school-return', 'meeting-action', 'school-offer')
    or child_id is null or child_id <> all ((select access.hidden_places())::bigint[])
    or (kind in ('session-count', 'attendance-total', 'suspension') and not body ?| array['laestab', 'school'])
    or exists (select from access.establishment x where x.laestab = entry.body->>'laestab' and x.id = any ((select access.establishments())::bigint[]))
    or (kind in ('school-return', 'meeting-action') and exists (select from access.establishment x
      where x.uuid::text = entry.body->>'school' and x.id = any ((select access.establishments())::bigint[]))));

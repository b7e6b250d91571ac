-- A safeguarding lead's work tells at which school a protected child is; so do a penalty notice and a young carer's plan with school, which say the school
-- itself (security reference, T04). They are hidden with the place. All else as in 0176.
alter policy protected_address on entry
  using (kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode', 'session-count', 'attendance-total', 'suspension',
      'centre-registration', 'youth-membership', 'told-school', 'school-return', 'meeting-action', 'school-offer', 'family-person', 'doctor', 'home-call',
      'attendance-step', 'young-carer-school-plan')
    or child_id is null or child_id <> all ((select access.hidden_places())::bigint[])
    or (kind in ('session-count', 'attendance-total', 'suspension') and not body ?| array['laestab', 'school'])
    or (kind in ('attendance-step', 'young-carer-school-plan') and not body ? 'school')
    or (kind = 'family-person' and body->>'livesWith' is distinct from 'yes' and not body ? 'phone')
    or exists (select from access.establishment x where x.laestab = entry.body->>'laestab' and x.id = any ((select access.establishments())::bigint[]))
    or (kind in ('school-return', 'meeting-action', 'home-call') and exists (select from access.establishment x
      where x.uuid::text = entry.body->>'school' and x.id = any ((select access.establishments())::bigint[]))));

create policy protected_address on involvement as restrictive for select to throughline_pages, throughline_jobs
  using (kind <> 'safeguarding-lead' or child_id is null or child_id <> all ((select access.hidden_places())::bigint[])
    or principal_id = any ((select access.principals())::bigint[])
    or exists (select from access.roll r where r.child_id = involvement.child_id and r.establishment_id = any ((select access.establishments())::bigint[])));

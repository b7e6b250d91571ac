-- Who called home from a school leads to a place that is protected as a return of the school does. All else as in 0133.
alter policy protected_address on entry
  using (kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode', 'session-count', 'attendance-total', 'suspension',
      'centre-registration', 'youth-membership', 'told-school', 'school-return', 'meeting-action', 'school-offer', 'family-person', 'doctor', 'home-call')
    or child_id is null or child_id <> all ((select access.hidden_places())::bigint[])
    or (kind in ('session-count', 'attendance-total', 'suspension') and not body ?| array['laestab', 'school'])
    or (kind = 'family-person' and body->>'livesWith' is distinct from 'yes' and not body ? 'phone')
    or exists (select from access.establishment x where x.laestab = entry.body->>'laestab' and x.id = any ((select access.establishments())::bigint[]))
    or (kind in ('school-return', 'meeting-action', 'home-call') and exists (select from access.establishment x
      where x.uuid::text = entry.body->>'school' and x.id = any ((select access.establishments())::bigint[]))));

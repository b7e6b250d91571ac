-- Whom a worker wrote down as living with a child whose place is protected, and anybody's telephone, lead to the place as a parent or carer of a
-- file does (0008). Whether it is safe to see somebody who lives elsewhere stays to be read. All else as in 0073.
alter policy protected_address on entry
  using (kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode', 'session-count', 'attendance-total', 'suspension',
      'centre-registration', 'youth-membership', 'told-school', 'school-return', 'meeting-action', 'school-offer', 'family-person')
    or child_id is null or child_id <> all ((select access.hidden_places())::bigint[])
    or (kind in ('session-count', 'attendance-total', 'suspension') and not body ?| array['laestab', 'school'])
    or (kind = 'family-person' and body->>'livesWith' is distinct from 'yes' and not body ? 'phone')
    or exists (select from access.establishment x where x.laestab = entry.body->>'laestab' and x.id = any ((select access.establishments())::bigint[]))
    or (kind in ('school-return', 'meeting-action') and exists (select from access.establishment x
      where x.uuid::text = entry.body->>'school' and x.id = any ((select access.establishments())::bigint[]))));

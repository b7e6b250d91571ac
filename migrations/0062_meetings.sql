-- A meeting of the team around the child was a kind of its own; it is one sort of meeting, of which there is one kind for all services. The
-- owner of the table is under row security as well unless a superuser.
alter table entry no force row level security;
update entry set kind = 'meeting', status = 'held', code = 'team-around-child',
  body = body - 'on' || jsonb_build_object('sort', 'team-around-child', 'state', 'held', 'heldOn', body->>'on')
  where kind = 'team-meeting';
alter table entry force row level security;

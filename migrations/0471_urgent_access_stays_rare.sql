-- Urgent access stays rare (reference/security.md, T16): whoever has one that nobody reviewed in time, or many in a day, opens no other, and where more than one look
-- in a hundred of a team is urgent, whoever manages it is told once in thirty days that work is not recorded.
create policy own_before_opening on access.urgent_access for select to throughline_pages
  using ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]));

-- `urgent-often`: of a team (in `user_id`), and of no child.
alter table access.notice drop constraint notice_kind_check;
alter table access.notice add constraint notice_kind_check check (kind in ('call-back', 'work-started', 'access-asked', 'access-answered',
  'note-moved', 'record-split', 'whose-work', 'urgent-access', 'rule-read', 'rule-withdrawn-read', 'contact-held', 'team-given', 'work-given',
  'work-ended', 'hand-over-returned', 'reads-fast', 'record-came', 'record-kept', 'urgent-often'));

create function access.tell_of_urgent_teams(since timestamptz, until timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare told integer;
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  with urgent as (select m.team_id as team, count(*) as uses from access.urgent_access u
      join access.membership m on m.user_id = u.user_id and m.starts_at <= u.starts_at and m.ends_at > u.starts_at
      where u.starts_at >= since and u.starts_at < until
        and not exists (select from access.notice n where n.kind = 'urgent-often' and n.user_id = m.team_id and n.at >= since) group by 1),
  -- a look is one person's at one child's record on one day, however many pages they opened
  looked as (select u.team, u.uses, (select count(distinct (e.user_id, e.child_id, (e.at at time zone 'Europe/London')::date))
      from access.membership m join access.access_event e on e.user_id = m.user_id and e.at >= greatest(since, m.starts_at) and e.at < least(until, m.ends_at)
      where m.team_id = u.team and e.outcome = 'shown' and e.actor is null and e.child_id is not null) as looks from urgent u),
  often as (select l.team from looked l where l.uses * 100 > l.looks),
  managers as (select o.team, m.user_id from often o join access.membership m on m.team_id = o.team and m.manages and m.starts_at <= access.at() and m.ends_at > access.at()
      join access.principal p on p.id = m.user_id and p.active),
  whom as (select * from managers union
      select o.team, h.user_id from often o join access.role_held h on h.role = 'information-governance' and h.starts_at <= access.at() and h.ends_at > access.at()
        join access.principal p on p.id = h.user_id and p.active where not exists (select from managers m where m.team = o.team))
  insert into access.notice (principal, kind, user_id, at) select w.user_id, 'urgent-often', w.team, access.at() from whom w;
  get diagnostics told = row_count;
  return told;
end $$;
revoke all on function access.tell_of_urgent_teams(timestamptz, timestamptz) from public;
grant execute on function access.tell_of_urgent_teams(timestamptz, timestamptz) to throughline_jobs;

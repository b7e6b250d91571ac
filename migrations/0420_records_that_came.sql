-- A record that may be a shielded child's is tied to nobody by the machine, and stands by itself, in the open: whoever holds the child is told that it came,
-- once a day for each child, so that they can have it kept to named people too.
alter table access.notice drop constraint notice_kind_check;
alter table access.notice add constraint notice_kind_check check (kind in ('call-back', 'work-started', 'access-asked', 'access-answered',
  'note-moved', 'record-split', 'whose-work', 'urgent-access', 'rule-read', 'rule-withdrawn-read', 'contact-held', 'team-given', 'work-given',
  'work-ended', 'hand-over-returned', 'reads-fast', 'record-came'));

create function access.tell_holders_of_record(children bigint[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') not in ('linker', 'clearing-house') then raise insufficient_privilege using message = 'Not allowed.'; end if;
  insert into access.notice (principal, kind, child_id, user_id, at)
  select distinct h.who, 'record-came', h.child_id, h.who, access.at()
  from (select s.child_id, coalesce(s.holder, a.principal) as who from access.shield s
    left join access.shield_allowed a on a.shield_id = s.id and s.holder is null
    where s.child_id = any (children) and s.covers is null and access.at() >= s.starts_at and access.at() < s.ends_at) h
  where h.who is not null and not exists (select from access.notice n
    where n.principal = h.who and n.kind = 'record-came' and n.child_id = h.child_id and n.at > access.at() - interval '1 day');
end $$;
revoke all on function access.tell_holders_of_record(bigint[]) from public;
grant execute on function access.tell_holders_of_record(bigint[]) to throughline_pages, throughline_jobs, throughline_linker;

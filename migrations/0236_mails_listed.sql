-- Whoever runs admissions reads how many families began an application of a round and were reminded, or not yet: a count, and nothing of whose it is or
-- what was typed (what it says is sealed, and may be of anybody).
create function access.admission_reminders(round bigint) returns table (sent integer, "off" integer, held integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare today date := (access.at() at time zone 'Europe/London')::date;
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select count(*) filter (where m.state = 'sent')::integer,
      count(*) filter (where m.state is distinct from 'sent' and exists (select from access.family_mail_off o where o.family_id = d.family_id))::integer,
      count(*) filter (where m.state is distinct from 'sent' and not exists (select from access.family_mail_off o where o.family_id = d.family_id))::integer
    from public.family_draft d join public.admission_round r on d.form = 'school-places:' || r.uuid
      left join access.mail m on m.family_id = d.family_id and m.sort = 'closing' and m.about = r.id
    where r.id = round and r.online_from <= today and r.closes_on between today and today + 3 and d.saved_at > access.at() - interval '30 days';
end $$;
revoke all on function access.admission_reminders(bigint) from public;
grant execute on function access.admission_reminders(bigint) to throughline_pages;
-- and which e-mails went that what a family sent was answered
alter policy desk on access.mail using ((select access.actor()) = 'admissions' and sort in ('outcome', 'offer', 'sent'));

-- A family that wants no e-mail that something is new. What is new stands on its pages, and letters go as before.
create table access.family_mail_off (
  family_id bigint primary key references access.family_account (family_id) on delete cascade,
  since timestamptz not null
);
alter table access.family_mail_off enable row level security;
alter table access.family_mail_off force row level security;
create policy own on access.family_mail_off for all to throughline_pages
  using (family_id = (select access.family())) with check (family_id = (select access.family()));
-- who sees which e-mails have not gone sees that one was not wanted
create policy desk on access.family_mail_off for select to throughline_pages using ((select access.actor()) in ('admissions', 'recorder'));
grant select, insert, delete on access.family_mail_off to throughline_pages;
do $$ begin
  drop policy if exists definer on access.family_mail_off;
  execute format('create policy definer on access.family_mail_off for select to %I using (true)', current_user);
end $$;

-- as in 0122, of accounts that want to be told; by account, so that one is asked for without looking through those of all others
create or replace function access.family_news(only_family bigint) returns table (family_id bigint, sort text, about bigint, said text, children bigint[], draft bytea, mail_id bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  since timestamptz := access.at() - interval '14 days';
  today date := (access.at() at time zone 'Europe/London')::date;
  who bigint[];
begin
  if coalesce(access.actor(), '') <> 'messenger' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  who := array(select a.family_id from access.family_account a join access.principal p on p.id = a.family_id and p.active
    where (only_family is null or a.family_id = only_family) and not exists (select from access.family_mail_off o where o.family_id = a.family_id));
  return query with news as (
    select f.family_id, 'told' as sort, f.id as about, f.state as said, array_remove(array[c.child_id], null) as children, null::bytea as draft
      from public.family_told f join public.told_change c on c.id = f.change_id
      where f.family_id = any(who) and f.state in ('talk', 'done') and f.answered_at > since
    union all select f.family_id, 'sent', f.id, f.state, array_remove(array[f.child_id], null), null
      from public.family_application f where f.family_id = any(who) and f.state in ('talk', 'refused') and f.decided_at > since
    union all select f.family_id, 'outcome', f.id, '', case when coalesce(a.child_id, f.child_id) is not null then array[coalesce(a.child_id, f.child_id)] end, null
      from public.family_application f join public.admission_release l on l.round_id = f.round_id and l.released_at between since and access.at()
        join public.admission_application a on a.id = f.application_id and a.state = 'live'
      where f.family_id = any(who) and f.state = 'taken'
        and exists (select from public.admission_place y where y.run_id = l.run_id and y.application_id = a.id)
    union all select f.family_id, 'offer', o.id, '', case when coalesce(a.child_id, f.child_id) is not null then array[coalesce(a.child_id, f.child_id)] end, null
      from public.family_application f join public.admission_release l on l.round_id = f.round_id and l.released_at <= access.at()
        join public.admission_application a on a.id = f.application_id and a.state = 'live'
        join public.admission_offer o on o.application_id = a.id and o.ended is null and o.offered_at > l.released_at and o.offered_at > since
      where f.family_id = any(who) and f.state = 'taken'
    union all select d.family_id, 'closing', r.id, '', array(select c.child_id from public.family_told t join public.told_change c on c.id = t.change_id
          where t.family_id = d.family_id and c.child_id is not null
        union select s.child_id from public.family_application s where s.family_id = d.family_id and s.child_id is not null), d.words
      from public.family_draft d join public.admission_round r on d.form = 'school-places:' || r.uuid
      where d.family_id = any(who) and r.online_from <= today and r.closes_on between today and today + 3 and d.saved_at > access.at() - interval '30 days')
  select n.family_id, n.sort, n.about, n.said, n.children, n.draft, m.id from news n
    left join access.mail m on m.family_id = n.family_id and m.sort = n.sort and m.about = n.about and m.said = n.said;
end $$;

-- what waits to be sent
create index on access.mail (state, tries, id) where state in ('waiting', 'sending');

-- Families are told by e-mail that something waits for them to read: no more than that. A row says of what it tells, so that each is told once.
alter table access.mail
  -- an account that is forgotten takes with it that it was told
  add column family_id bigint references access.family_account (family_id) on delete cascade,
  add column about bigint,
  -- the state that is told of, where one thing comes to several
  add column said text,
  drop constraint mail_sort_check,
  add constraint mail_sort_check check (sort in ('code', 'told', 'sent', 'outcome', 'offer', 'closing')),
  add check (sort = 'code' or (family_id is not null and about is not null and said is not null)),
  add check (sort <> 'code' or family_id is null);
-- how codes went is counted for longer than the sign-in is kept
alter table access.mail drop constraint mail_sign_in_id_fkey,
  add foreign key (sign_in_id) references access.family_sign_in (id) on delete set null;
create unique index on access.mail (family_id, sort, about, said);
grant delete on access.mail to throughline_jobs;
-- who sends a round's letters sees how far its e-mails are
create policy desk on access.mail for select to throughline_pages using ((select access.actor()) = 'admissions' and sort in ('outcome', 'offer'));

-- When a family last read something new of what it told.
alter table family_told add column answered_at timestamptz;
grant update (answered_at) on family_told to throughline_pages;

-- To the messenger: what has come up for families' accounts in the last fourteen days, of one account or of all, and about which child; never what
-- it is or whose account it is. `children` is null where it must be about a child on record and is about none. A form that was begun has none
-- of its own: those are given of whom the account told anything.
create function access.family_news(only_family bigint) returns table (family_id bigint, sort text, about bigint, said text, children bigint[], draft bytea, mail_id bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  since timestamptz := access.at() - interval '14 days';
  today date := (access.at() at time zone 'Europe/London')::date;
begin
  if coalesce(access.actor(), '') <> 'messenger' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query with news as (
    select f.family_id, 'told' as sort, f.id as about, f.state as said, array_remove(array[c.child_id], null) as children, null::bytea as draft
      from public.family_told f join public.told_change c on c.id = f.change_id where f.state in ('talk', 'done') and f.answered_at > since
    union all select f.family_id, 'sent', f.id, f.state, array_remove(array[f.child_id], null), null
      from public.family_application f where f.state in ('talk', 'refused') and f.decided_at > since
    union all select f.family_id, 'outcome', f.id, '', case when coalesce(a.child_id, f.child_id) is not null then array[coalesce(a.child_id, f.child_id)] end, null
      from public.family_application f join public.admission_release l on l.round_id = f.round_id and l.released_at between since and access.at()
        join public.admission_application a on a.id = f.application_id and a.state = 'live'
      where f.state = 'taken' and exists (select from public.admission_place y where y.run_id = l.run_id and y.application_id = a.id)
    union all select f.family_id, 'offer', o.id, '', case when coalesce(a.child_id, f.child_id) is not null then array[coalesce(a.child_id, f.child_id)] end, null
      from public.family_application f join public.admission_release l on l.round_id = f.round_id and l.released_at <= access.at()
        join public.admission_application a on a.id = f.application_id and a.state = 'live'
        join public.admission_offer o on o.application_id = a.id and o.ended is null and o.offered_at > l.released_at and o.offered_at > since
      where f.state = 'taken'
    union all select d.family_id, 'closing', r.id, '', array(select c.child_id from public.family_told t join public.told_change c on c.id = t.change_id
          where t.family_id = d.family_id and c.child_id is not null
        union select s.child_id from public.family_application s where s.family_id = d.family_id and s.child_id is not null), d.words
      from public.family_draft d join public.admission_round r on d.form = 'school-places:' || r.uuid
      where r.online_from <= today and r.closes_on between today and today + 3 and d.saved_at > access.at() - interval '30 days')
  select n.family_id, n.sort, n.about, n.said, n.children, n.draft, m.id from news n join access.principal p on p.id = n.family_id and p.active
    left join access.mail m on m.family_id = n.family_id and m.sort = n.sort and m.about = n.about and m.said = n.said
  where only_family is null or n.family_id = only_family;
end $$;
revoke all on function access.family_news(bigint) from public;
grant execute on function access.family_news(bigint) to throughline_jobs;
grant execute on function access.told_shields(bigint[]) to throughline_jobs;
-- An owner who is no superuser is under row security as well: what the function asks of it may read.
do $$ declare t text;
begin
  foreach t in array array['family_told', 'told_change', 'family_application', 'family_draft', 'admission_round', 'admission_release',
    'admission_application', 'admission_place', 'admission_offer', 'access.mail'] loop
    execute format('create policy definer on %s for select to %I using (true)', t, current_user);
  end loop;
end $$;

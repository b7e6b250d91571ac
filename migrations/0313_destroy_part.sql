-- What sources know and said, the facts, and all that is made of them or hangs on them: of a whole record, or of a part of one (then nobody is among `people`). For the
-- two functions below.
create function access.destroy_told(r access.record_reach) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  cases bigint[];
  seals bigint[];
begin
  delete from access.consent c where c.entry_id = any (r.facts);
  update public.front_door_step s set entry_id = null where s.entry_id = any (r.facts);
  update public.told_change c set entry_id = null where c.entry_id = any (r.facts);

  -- what was asked of the record, and decided about it
  cases := array(select c.id from public.review_case c where c.a_source_person = any (r.told) or c.b_source_person = any (r.told));
  delete from public.source_question q where q.child_id = any (r.people) or q.case_id = any (cases)
    or q.conflict_id in (select c.id from public.fact_conflict c where c.child_id = any (r.people));
  delete from public.fact_conflict c where c.child_id = any (r.people);
  delete from public.split_entry s using public.split x
    where x.id = s.split_id and (x.a_person = any (r.people) or x.b_person = any (r.people) or x.case_id = any (cases));
  delete from public.split_entry s where s.entry_id = any (r.facts) or s.copy_id = any (r.facts);
  delete from public.split x where x.a_person = any (r.people) or x.b_person = any (r.people) or x.case_id = any (cases);
  delete from public.known_answer k where k.case_id = any (cases);
  delete from public.pair_decision d where d.a_source_person = any (r.told) or d.b_source_person = any (r.told);
  update public.pair_decision d set case_id = null where d.case_id = any (cases);
  delete from public.review_case c where c.id = any (cases);
  update public.review_case c set a_person = s.person_id from public.source_person s where s.id = c.a_source_person and c.a_person = any (r.people);
  update public.review_case c set b_person = s.person_id from public.source_person s where s.id = c.b_source_person and c.b_person = any (r.people);

  -- marks; a school's register for a day, which is of many pupils, loses this pupil's line
  update public.source_record w set content = jsonb_set(w.content, '{marks}', coalesce(
      (select jsonb_agg(m.line order by m.place) from jsonb_array_elements(w.content->'marks') with ordinality m(line, place) where m.line->>0 <> all (y.keys)), '[]'))
    from (select s.source_id, t.laestab, y.year, array_agg(distinct s.key) as keys from public.attendance_year y join public.source_person s on s.id = y.source_person_id
      join access.establishment t on t.id = y.establishment_id where y.source_person_id = any (r.told) group by 1, 2, 3) y
    cross join lateral generate_series(make_date(y.year, 7, 25), make_date(y.year + 1, 8, 7), interval '1 day') d(day)
    where w.source_id = y.source_id and w.key = 'register/' || y.laestab || '/' || to_char(d.day, 'YYYY-MM-DD') and w.register;
  delete from public.mark_change m where m.source_person_id = any (r.told);
  delete from public.attendance_year y where y.source_person_id = any (r.told);

  -- the facts, with their documents and seals, and what is made from them
  delete from public.search_key k where k.child_id = any (r.people) or k.source_person_id = any (r.told);
  -- words that nobody has any more, also those that went from the child before
  delete from public.search_word w where not exists (select from public.search_key k where k.word_id = w.id);
  delete from public.document_part p using public.document d where d.id = p.document_id and d.entry_id = any (r.facts);
  delete from public.document d where d.entry_id = any (r.facts);
  delete from public.school_return s where s.child_id = any (r.people) or s.entry_id = any (r.facts);
  delete from public.household_member h where h.child_id = any (r.people) or h.entry_id = any (r.facts);
  delete from public.relationship x where x.child_id = any (r.people) or x.other_id = any (r.people) or x.entry_id = any (r.facts);
  delete from public.family_member m where m.child_id = any (r.people);
  delete from public.involvement i where i.child_id = any (r.people) or i.source_person_id = any (r.told);
  seals := array(select distinct x.seal from public.entry x where x.id = any (r.facts) and x.seal is not null);
  update public.entry x set replaces = null where x.replaces = any (r.facts) and x.id <> all (r.facts);
  delete from public.entry x where x.id = any (r.facts);
  seals := array(select unnest(seals) except select x.seal from public.entry x where x.seal = any (seals));
  delete from access.fact_seal_reader s where s.seal_id = any (seals);
  delete from access.fact_seal s where s.id = any (seals);

  -- the rows as they came, and what stays of them
  insert into intake.destroyed_row (source_id, key_hash, content_hash, destroyed_at)
    select w.source_id, sha256(convert_to(w.source_id || E'\n' || w.key, 'UTF8')), w.content_hash, access.at()
    from public.source_record w where w.id = any (r.source_rows)
    on conflict (key_hash, content_hash) do update set destroyed_at = excluded.destroyed_at;
  delete from public.import_problem p using public.import_run u where u.id = p.run_id and p.row_key is not null and (u.source_id, p.row_key) in (
    select w.source_id, w.key from public.source_record w where w.id = any (r.source_rows)
    union select s.source_id, s.key from public.source_person s where s.id = any (r.told));
  delete from intake.enrolment x where x.source_person_id = any (r.told);
  delete from intake.family_claim x where x.source_person_id = any (r.told);
  update public.entry x set source_record_id = null where x.source_record_id = any (r.source_rows);
  update public.involvement i set source_record_id = null where i.source_record_id = any (r.source_rows);
  delete from public.source_record w where w.id = any (r.source_rows);

  -- the people
  delete from access.hidden_person h where h.source_person_id = any (r.told);
  delete from public.link l where l.source_person_id = any (r.told) or l.person_id = any (r.people);
  delete from public.source_person s where s.id = any (r.told);
end $$;
revoke all on function access.destroy_told(access.record_reach) from public;

-- As in 0137, of the whole record.
create or replace function access.destroy_record(ending bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  e access.record_ending;
  r access.record_reach;
  went jsonb;
  notices bigint[];
  rounds bigint[];
begin
  if access.actor() is distinct from 'keeper' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  select * into e from access.record_ending x where x.id = ending for update;
  if not found or e.destroyed_at is not null or e.withdrawn_at is not null or e.agreed_at is null or e.agreed_at > access.at() - interval '1 day' or e.kept_as is not null
    or coalesce(e.kept_until > (access.at() at time zone 'Europe/London')::date, false)
    or not exists (select from access.quiet_records('infinity', e.child_id)) then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  perform from public.person p where p.id = e.child_id for update;
  went := access.record_parts(e.uuid);
  r := access.reach_of(e.child_id);

  -- whatever else was proposed or kept of the record goes with it
  delete from access.record_ending x where x.child_id = e.child_id and x.id <> ending and x.destroyed_at is null;
  -- what works with the child: reasons, notices, agreements, drafts
  notices := array(select n.id from public.child_notice n where n.child_id = any (r.people));
  delete from access.notice n where n.child_id = any (r.people) or n.child_notice_id = any (notices);
  delete from public.child_notice n where n.id = any (notices);
  update public.child_notice n set about = array(select unnest(n.about) except select unnest(r.people)) where n.about && r.people;
  delete from access.consent c where c.child_id = any (r.people);
  delete from access.conflict c where c.child_id = any (r.people);
  delete from access.request q where q.child_id = any (r.people);
  delete from access.urgent_access u where u.child_id = any (r.people);
  delete from access.roll o where o.child_id = any (r.people);
  delete from access.grant_row g where g.child_id = any (r.people);
  delete from access.shield_allowed a using access.shield s where s.id = a.shield_id and s.child_id = any (r.people);
  delete from access.shield s where s.child_id = any (r.people);
  delete from public.draft d where d.child_id = any (r.people);

  -- what families and others told, and where it went
  delete from public.front_door_step s using public.front_door_contact c where c.id = s.contact_id and c.child_id = any (r.people);
  delete from public.front_door_contact c where c.child_id = any (r.people);
  update public.front_door_contact c set exact_id = null where c.exact_id = any (r.people);
  delete from public.family_told f using public.told_change c where c.id = f.change_id and c.child_id = any (r.people);
  delete from public.told_delivery d using public.told_change c where c.id = d.change_id and c.child_id = any (r.people);
  delete from public.told_change c where c.child_id = any (r.people);

  -- school places: what families sent with their papers, and what rounds and appeals made of it. What a run was made from, and what was sent to other councils,
  -- is of many children together and long over: it is emptied, its hash stays.
  rounds := array(select distinct a.round_id from public.admission_application a where a.id = any (r.applications));
  delete from public.family_paper_part p using public.family_paper f, public.family_application a
    where f.id = p.paper_id and a.id = f.sent_id and (a.child_id = any (r.people) or a.application_id = any (r.applications));
  delete from public.family_paper f using public.family_application a
    where a.id = f.sent_id and (a.child_id = any (r.people) or a.application_id = any (r.applications));
  delete from public.family_application a where a.child_id = any (r.people) or a.application_id = any (r.applications);
  delete from public.appeal_text t using public.admission_appeal a where a.id = t.appeal_id and a.application_id = any (r.applications);
  delete from public.appeal_pack p using public.admission_appeal a where a.id = p.appeal_id and a.application_id = any (r.applications);
  delete from public.admission_appeal x where x.application_id = any (r.applications);
  delete from public.admission_reminder x where x.application_id = any (r.applications);
  delete from public.admission_reply x where x.application_id = any (r.applications);
  delete from public.admission_letter x where x.application_id = any (r.applications);
  delete from public.admission_offer x where x.application_id = any (r.applications);
  delete from public.admission_check x where x.application_id = any (r.applications);
  delete from public.admission_order x where x.application_id = any (r.applications);
  delete from public.admission_place x where x.application_id = any (r.applications);
  delete from public.admission_standing x where x.application_id = any (r.applications);
  delete from public.admission_waiting x where x.application_id = any (r.applications);
  delete from public.admission_preference x where x.application_id = any (r.applications);
  delete from public.admission_proposal x where x.application_id = any (r.applications);
  delete from public.admission_council_fact x where x.application_id = any (r.applications);
  delete from public.admission_resident_fact x where x.application_id = any (r.applications);
  delete from public.fair_access_referral x where x.application_id = any (r.applications);
  delete from public.in_year_refusal x where x.application_id = any (r.applications);
  delete from public.admission_application a where a.id = any (r.applications);
  update public.admission_run u set input = null, faults = case when u.faults is not null then '[]'::jsonb end where u.round_id = any (rounds);
  update public.admission_sending s set content = '' where s.round_id = any (rounds);

  -- what was told and said
  perform access.destroy_told(r);
  delete from public.family f where f.id = any (r.families);
  delete from public.person p where p.id = any (r.people);
  update access.record_ending x set child_id = null, destroyed_at = access.at(), gone = went where x.id = ending;
  return went;
end $$;

-- How far the end of a part reaches: its facts, who the child is as services know them that knew of nothing else (where somebody else tells who it is), and their rows.
create function access.part_reach_of(child bigint, part_kinds text[]) returns access.record_reach
language plpgsql stable set search_path = pg_catalog as $$
declare
  r access.record_reach;
  people bigint[];
begin
  people := array(with recursive joined as (select child as id union select p.id from public.person p join joined j on p.redirect_to = j.id) select id from joined);
  r.people := '{}';
  r.families := '{}';
  r.applications := '{}';
  r.facts := array(select e.id from public.entry e where e.child_id = any (people) and e.kind = any (part_kinds));
  -- identity and contact alone beside it
  r.told := array(select s.id from public.source_person s where s.person_id = any (people) and s.source_id <> 'throughline'
    and exists (select from public.entry e where e.source_person_id = s.id and e.id = any (r.facts))
    and not exists (select from public.entry e where e.source_person_id = s.id and e.id <> all (r.facts) and e.category_bit not in (1, 2))
    and not exists (select from public.attendance_year y where y.source_person_id = s.id)
    and not exists (select from intake.enrolment y where y.source_person_id = s.id));
  if not exists (select from public.entry e join public.source_person s on s.id = e.source_person_id where s.person_id = any (people) and s.id <> all (r.told)
    and e.kind = 'identity' and e.known_to = 'infinity' and e.source_id <> 'throughline') then r.told := '{}'; end if;
  r.facts := array(select unnest(r.facts) union select e.id from public.entry e where e.source_person_id = any (r.told));
  r.source_rows := array(
    with brought as (select distinct w.source_id, w.key, w.person_key from public.entry e join public.source_record w on w.id = e.source_record_id where e.id = any (r.facts)
      union select w.source_id, w.key, w.person_key from public.source_person s join public.source_record w on w.source_id = s.source_id and w.person_key = s.key
      where s.id = any (r.told))
    select w.id from brought b join public.source_record w on w.source_id = b.source_id and w.key = b.key and w.person_key is not distinct from b.person_key
    where not w.register);
  return r;
end $$;
revoke all on function access.part_reach_of(bigint, text[]) from public;

-- As in 0136, of a part as well.
create or replace function access.record_parts(ending uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  child bigint;
  part_kinds text[];
  r access.record_reach;
begin
  if access.actor() is distinct from 'keeper' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  select e.child_id, e.kinds into child, part_kinds from access.record_ending e where e.uuid = ending and e.withdrawn_at is null
    and e.child_id is not null and e.child_id <> all (access.refused());
  if not found then return null; end if;
  r := case when part_kinds is null then access.reach_of(child) else access.part_reach_of(child, part_kinds) end;
  return jsonb_build_object(
    'people', cardinality(r.people), 'facts', cardinality(r.facts), 'rows', cardinality(r.source_rows),
    'documents', (select count(*) from public.document d where d.entry_id = any (r.facts)),
    'marks', (select count(*) from public.attendance_year y where y.source_person_id = any (r.told)),
    'applications', cardinality(r.applications),
    'contacts', (select count(*) from public.front_door_contact f where f.child_id = any (r.people)),
    'changes', (select count(*) from public.told_change t where t.child_id = any (r.people)),
    'drafts', (select count(*) from public.draft d where d.child_id = any (r.people)));
end $$;

-- The end of a part of a record, for the keeper alone, of what two people agreed at least a day before and in which nothing has happened since. Whole or not at all.
-- A row that brought other things as well is emptied and keeps its hash: the same row again says nothing new.
create function access.destroy_part(ending bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  e access.record_ending;
  r access.record_reach;
  went jsonb;
  shared bigint[];
begin
  if access.actor() is distinct from 'keeper' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  select * into e from access.record_ending x where x.id = ending for update;
  if not found or e.kept_as is null or e.destroyed_at is not null or e.withdrawn_at is not null or e.agreed_at is null
    or e.agreed_at > access.at() - interval '1 day' or coalesce(e.kept_until > (access.at() at time zone 'Europe/London')::date, false)
    or not exists (select from access.quiet_parts(jsonb_build_array(jsonb_build_object('kept_as', e.kept_as, 'kinds', e.kinds, 'categories', e.categories,
      'before', 'infinity')), e.child_id)) then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  perform from public.person p where p.id = e.child_id for update;
  went := access.record_parts(e.uuid);
  r := access.part_reach_of(e.child_id, e.kinds);
  shared := array(select w.id from public.source_record w where w.id = any (r.source_rows) and exists (
    select from public.source_record v where v.source_id = w.source_id and v.key = w.key and v.person_key is not distinct from w.person_key and (
      exists (select from public.entry x where x.source_record_id = v.id and x.id <> all (r.facts))
      or exists (select from public.involvement i where i.source_record_id = v.id and i.source_person_id <> all (r.told)
        and not (i.child_id = e.child_id and i.category_bit & e.categories <> 0)))));
  insert into intake.destroyed_row (source_id, key_hash, content_hash, destroyed_at)
    select w.source_id, sha256(convert_to(w.source_id || E'\n' || w.key, 'UTF8')), w.content_hash, access.at() from public.source_record w where w.id = any (shared)
    on conflict (key_hash, content_hash) do update set destroyed_at = excluded.destroyed_at;
  update public.source_record w set content = '{}' where w.id = any (shared);
  r.source_rows := array(select unnest(r.source_rows) except select unnest(shared));
  delete from access.grant_row g using public.involvement i where g.involvement_id = i.id and i.child_id = e.child_id and i.category_bit & e.categories <> 0;
  delete from public.involvement i where i.child_id = e.child_id and i.category_bit & e.categories <> 0;
  perform access.destroy_told(r);
  update public.person p set changed_at = access.at() where p.id = e.child_id;
  update access.record_ending x set child_id = null, destroyed_at = access.at(), gone = went where x.id = ending;
  return went;
end $$;
revoke all on function access.destroy_part(bigint) from public;
grant execute on function access.destroy_part(bigint) to throughline_jobs;

-- Written by tools/database-types.ts from the migrated database. Do not edit: write a migration, then run it.
--
-- Who may read and write which row, as the migrations leave it: the policies of every table, then every function of ours.
-- A migration may replace a function of an earlier one; here stands the one that counts.

-- access.access_event
create policy audit_trail on access.access_event for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'audit'::text);
create policy own on access.access_event for select to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)) OR (( SELECT access.actor() AS actor)) = 'audit'::text);
create policy own_events on access.access_event for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])));
create policy urgent_review on access.access_event for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'approvals'::text AND (EXISTS ( SELECT 1
   FROM access.urgent_access u
  WHERE u.user_id = access_event.user_id AND u.child_id = access_event.child_id AND access_event.at >= u.starts_at AND access_event.at < u.ends_at)));
create policy write on access.access_event for insert to throughline_jobs, throughline_pages
  with check (
CASE
    WHEN user_id IS NULL THEN (( SELECT access.actor() AS actor)) IS NOT NULL OR COALESCE((( SELECT access.reader() AS reader)) = 0, false)
    ELSE user_id = ANY ((( SELECT access.signed_for() AS signed_for))::bigint[])
END);

-- access.account
create policy directory on access.account for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);
create policy everybody on access.account for select to throughline_jobs, throughline_pages
  using ((( SELECT split_part(COALESCE(current_setting('throughline.context'::text, true), ''::text), '|'::text, 2) AS split_part)) <> 'family'::text);
create policy signs_in on access.account for update to throughline_pages
  using (true);

-- access.agreement_change
create policy desk on access.agreement_change for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'import-desk'::text);
create policy told on access.agreement_change for insert to throughline_pages
  with check ((( SELECT access.actor() AS actor)) = 'import-desk'::text);

-- access.audit_root
create policy audit_trail on access.audit_root for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'audit'::text);

-- access.away
create policy colleagues on access.away for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text OR (EXISTS ( SELECT
   FROM access.membership m
  WHERE m.user_id = away.user_id AND (m.team_id = ANY ((( SELECT access.principals() AS principals))::bigint[])) AND m.starts_at <= (( SELECT access.at() AS at)) AND m.ends_at > (( SELECT access.at() AS at)))));
create policy recorded on access.away for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);

-- access.barrier
create policy arranged on access.barrier for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);

-- access.conflict
create policy declared on access.conflict for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);
create policy own on access.conflict for select to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)) OR (( SELECT access.actor() AS actor)) = 'approvals'::text);

-- access.consent
create policy own on access.consent for select to throughline_jobs, throughline_pages
  using ((principal = ANY ((( SELECT access.principals() AS principals))::bigint[])) AND (( SELECT access.at() AS at)) >= starts_at AND (( SELECT access.at() AS at)) < ends_at AND (( SELECT access.at() AS at)) < withdrawn_at);

-- access.establishment
create policy actors_insert on access.establishment for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{arrangements,intake,import-desk,recorder,clearing-house,admissions}'::text[]));
create policy actors_update on access.establishment for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{arrangements,intake,import-desk,recorder,clearing-house}'::text[]));
create policy everybody on access.establishment for select to throughline_jobs, throughline_pages
  using (true);
create policy linker on access.establishment for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);

-- access.exact_look
create policy own on access.exact_look for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])));

-- access.export_ask
create policy asks on access.export_ask for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['import-desk'::text, 'admissions'::text]))
  with check (((( SELECT access.actor() AS actor)) = ANY (ARRAY['import-desk'::text, 'admissions'::text])) AND ((asked_by = ANY ((( SELECT access.principals() AS principals))::bigint[])) OR (answered_by = ANY ((( SELECT access.principals() AS principals))::bigint[]))));

-- access.fact_seal
create policy named on access.fact_seal for select to throughline_pages
  using (id = ANY ((( SELECT access.named_seals() AS named_seals))::bigint[]));
create policy recorder on access.fact_seal for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);

-- access.fact_seal_reader
create policy named on access.fact_seal_reader for select to throughline_pages
  using (seal_id = ANY ((( SELECT access.named_seals() AS named_seals))::bigint[]));
create policy recorder on access.fact_seal_reader for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);

-- access.family_mail_off
create policy desk on access.family_mail_off for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['admissions'::text, 'recorder'::text]));
create policy own on access.family_mail_off for all to throughline_pages
  using (family_id = (( SELECT access.family() AS family)));

-- access.family_sign_in
create policy actors on access.family_sign_in for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'messenger'::text);

-- access.grant_row
create policy actors_write on access.grant_row for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['arrangements'::text, 'clearing-house'::text, 'recorder'::text, 'approvals'::text]));
create policy linker on access.grant_row for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy own_reasons on access.grant_row for select to throughline_jobs, throughline_pages
  using ((principal = ANY ((( SELECT access.principals() AS principals))::bigint[])) AND (( SELECT access.at() AS at)) >= starts_at AND (( SELECT access.at() AS at)) < ends_at AND (( SELECT access.trained() AS trained) OR reason = 'urgent'::text) AND (oversight_id IS NULL OR (oversight_id = ANY ((( SELECT access.overseeing() AS overseeing))::bigint[]))) OR ((( SELECT access.actor() AS actor)) = ANY (ARRAY['intake'::text, 'arrangements'::text, 'clearing-house'::text, 'recorder'::text, 'approvals'::text, 'audit'::text])));

-- access.involvement_answer
create policy own on access.involvement_answer for select to throughline_pages
  using (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[]));
create policy said on access.involvement_answer for insert to throughline_pages
  with check ((( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])));

-- access.look_to_ask
create policy answers on access.look_to_ask for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])) AND asked_at IS NOT NULL);
create policy asks on access.look_to_ask for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'audit'::text AND (user_id <> ALL ((( SELECT access.principals() AS principals))::bigint[])) AND (child_id IS NULL OR (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[]))));
create policy finds on access.look_to_ask for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'looks'::text);
create policy keeper on access.look_to_ask for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text AND closed_at < ((( SELECT access.at() AS at)) - '2 years'::interval));
create policy keeps on access.look_to_ask for insert to throughline_jobs
  with check ((( SELECT access.actor() AS actor)) = 'looks'::text);
create policy own on access.look_to_ask for select to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)) AND asked_at IS NOT NULL);

-- access.looks_weighed
create policy weighs on access.looks_weighed for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'looks'::text);

-- access.mail
create policy actors on access.mail for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'messenger'::text);
create policy desk on access.mail for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (sort = ANY (ARRAY['outcome'::text, 'offer'::text, 'sent'::text])));
create policy recorder on access.mail for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND sort = 'told'::text);

-- access.membership
create policy directory on access.membership for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);
create policy everybody on access.membership for select to throughline_jobs, throughline_pages
  using ((( SELECT split_part(COALESCE(current_setting('throughline.context'::text, true), ''::text), '|'::text, 2) AS split_part)) <> 'family'::text);

-- access.notice
create policy finish on access.notice for update to throughline_pages
  using (principal = ANY ((( SELECT access.principals() AS principals))::bigint[]));
create policy own on access.notice for select to throughline_pages
  using (principal = ANY ((( SELECT access.principals() AS principals))::bigint[]));
create policy recall on access.notice for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'approvals'::text AND child_notice_id IS NOT NULL);
create policy tell on access.notice for insert to throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY (ARRAY['recorder'::text, 'approvals'::text, 'clearing-house'::text]));

-- access.organisation
create policy all_read on access.organisation for select to throughline_jobs, throughline_pages
  using (true);
create policy told on access.organisation for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['arrangements'::text, 'approvals'::text]));

-- access.organisation_change
create policy kept_by on access.organisation_change for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'approvals'::text);
create policy told on access.organisation_change for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY (ARRAY['arrangements'::text, 'approvals'::text]));

-- access.oversight
create policy agreed on access.oversight for insert to throughline_pages
  with check ((( SELECT access.actor() AS actor)) = 'approvals'::text AND (EXISTS ( SELECT
   FROM access.oversight_proposal p
  WHERE p.id = oversight.proposal_id AND p.agreed AND p.ended_at IS NULL AND (p.answered_by = ANY ((( SELECT access.principals() AS principals))::bigint[])) AND p.user_id = oversight.user_id AND p.team_id = oversight.team_id AND p.categories = oversight.categories AND p.purpose = oversight.purpose AND oversight.starts_at >= p.answered_at AND oversight.ends_at <= ((p.last_day + 1)::timestamp without time zone AT TIME ZONE 'Europe/London'::text))));
create policy arranged on access.oversight for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);
create policy ended on access.oversight for update to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'approvals'::text AND proposal_id IS NOT NULL);
create policy followed on access.oversight for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['arrangements'::text, 'clearing-house'::text, 'recorder'::text, 'approvals'::text]));
create policy linker on access.oversight for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy own on access.oversight for select to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)));

-- access.oversight_proposal
create policy answered on access.oversight_proposal for update to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'approvals'::text);
create policy arranged on access.oversight_proposal for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);
create policy own on access.oversight_proposal for select to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)) AND agreed);
create policy proposed on access.oversight_proposal for insert to throughline_pages
  with check ((( SELECT access.actor() AS actor)) = 'approvals'::text AND (proposed_by = ANY ((( SELECT access.principals() AS principals))::bigint[])) AND answered_by IS NULL);
create policy read on access.oversight_proposal for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'approvals'::text);

-- access.principal
create policy directory on access.principal for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);
create policy everybody on access.principal for select to throughline_jobs, throughline_pages
  using ((( SELECT split_part(COALESCE(current_setting('throughline.context'::text, true), ''::text), '|'::text, 2) AS split_part)) <> 'family'::text);

-- access.quiet_kind
create policy own on access.quiet_kind for all to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)) OR (( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])))
  with check ((( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])));

-- access.record_ending
create policy counted on access.record_ending for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'approvals'::text AND (child_id IS NULL OR (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[]))));
create policy desk on access.record_ending for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text AND (child_id IS NULL OR (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[]))))
  with check ((( SELECT access.actor() AS actor)) = 'keeper'::text);
create policy keeper on access.record_ending for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text);

-- access.request
create policy answered on access.request for update to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'approvals'::text AND state = 'waiting'::text AND (user_id <> ALL ((( SELECT access.principals() AS principals))::bigint[])))
  with check ((( SELECT access.actor() AS actor)) = 'approvals'::text AND (answered_by = ANY ((( SELECT access.principals() AS principals))::bigint[])));
create policy asked on access.request for insert to throughline_pages
  with check ((( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])) AND state = 'waiting'::text AND answered_by IS NULL AND answered_at IS NULL AND answer IS NULL AND ends_at IS NULL);
create policy own on access.request for select to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)) OR (( SELECT access.actor() AS actor)) = 'approvals'::text);

-- access.role_held
create policy directory on access.role_held for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);
create policy everybody on access.role_held for select to throughline_jobs, throughline_pages
  using ((( SELECT split_part(COALESCE(current_setting('throughline.context'::text, true), ''::text), '|'::text, 2) AS split_part)) <> 'family'::text);

-- access.role_rule
create policy all_read on access.role_rule for select to throughline_jobs, throughline_pages
  using (true);
create policy changed on access.role_rule for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'approvals'::text);

-- access.role_training
create policy directory on access.role_training for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);
create policy everybody on access.role_training for select to throughline_jobs, throughline_pages
  using ((( SELECT split_part(COALESCE(current_setting('throughline.context'::text, true), ''::text), '|'::text, 2) AS split_part)) <> 'family'::text);

-- access.roll
create policy linker on access.roll for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy linker_writes on access.roll for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['clearing-house'::text, 'import-desk'::text]));
create policy own_rolls on access.roll for select to throughline_jobs, throughline_pages
  using ((establishment_id = ANY ((( SELECT access.establishments() AS establishments))::bigint[])) AND (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[])) OR ((( SELECT access.actor() AS actor)) = ANY (ARRAY['intake'::text, 'arrangements'::text, 'clearing-house'::text, 'import-desk'::text])));

-- access.shield
create policy arranged on access.shield for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);
create policy described on access.shield for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'rules'::text);

-- access.shield_allowed
create policy arranged on access.shield_allowed for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);

-- access.supervision
create policy keeper on access.supervision for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text AND written_at < ((( SELECT access.at() AS at)) - '6 years'::interval))
  with check (false);
create policy supervisor on access.supervision for insert to throughline_pages
  with check ((( SELECT access.actor() AS actor)) = 'recorder'::text AND (supervisor_id = ANY ((( SELECT access.principals() AS principals))::bigint[])));
create policy the_two on access.supervision for select to throughline_pages
  using ((worker_id = ANY ((( SELECT access.principals() AS principals))::bigint[])) OR (supervisor_id = ANY ((( SELECT access.principals() AS principals))::bigint[])));

-- access.team_duty
create policy own_team on access.team_duty for select to throughline_pages
  using ((team_id = ANY ((( SELECT access.principals() AS principals))::bigint[])) OR (( SELECT access.actor() AS actor)) = 'recorder'::text);
create policy recorded on access.team_duty for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);

-- access.team_place
create policy directory on access.team_place for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);
create policy everybody on access.team_place for select to throughline_jobs, throughline_pages
  using ((( SELECT split_part(COALESCE(current_setting('throughline.context'::text, true), ''::text), '|'::text, 2) AS split_part)) <> 'family'::text);

-- access.training
create policy directory on access.training for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'arrangements'::text);
create policy everybody on access.training for select to throughline_jobs, throughline_pages
  using ((( SELECT split_part(COALESCE(current_setting('throughline.context'::text, true), ''::text), '|'::text, 2) AS split_part)) <> 'family'::text);

-- access.training_done
create policy all_read on access.training_done for select to throughline_jobs, throughline_pages
  using (true);
create policy told on access.training_done for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['arrangements'::text, 'approvals'::text]));

-- access.upload_day
create policy own on access.upload_day for all to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)));

-- access.urgent_access
create policy opened on access.urgent_access for insert to throughline_pages
  with check ((( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])));
create policy own on access.urgent_access for select to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)));
create policy own_before_opening on access.urgent_access for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])));
create policy reviewed on access.urgent_access for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'approvals'::text);

-- graphile_worker._private_job_queues
create policy workers on graphile_worker._private_job_queues for all to throughline_jobs
  using (true);

-- graphile_worker._private_jobs
create policy workers on graphile_worker._private_jobs for all to throughline_jobs
  using (true);

-- graphile_worker._private_known_crontabs
create policy workers on graphile_worker._private_known_crontabs for all to throughline_jobs
  using (true);

-- graphile_worker._private_tasks
create policy workers on graphile_worker._private_tasks for all to throughline_jobs
  using (true);

-- intake.destroyed_key
create policy intake on intake.destroyed_key for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'intake'::text);
create policy keeper on intake.destroyed_key for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text);

-- intake.destroyed_row
create policy intake on intake.destroyed_row for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'intake'::text);
create policy keeper on intake.destroyed_row for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text);

-- intake.enrolment
create policy actors on intake.enrolment for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['intake'::text, 'import-desk'::text, 'clearing-house'::text]));
create policy linker on intake.enrolment for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);

-- intake.family_claim
create policy actors on intake.family_claim for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['intake'::text, 'import-desk'::text, 'clearing-house'::text]));
create policy linker on intake.family_claim for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);

-- intake.seen
create policy actors on intake.seen for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['intake'::text, 'import-desk'::text, 'clearing-house'::text]));

-- intake.snapshot
create policy actors on intake.snapshot for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['intake'::text, 'import-desk'::text, 'clearing-house'::text]));

-- public.absence_publication
create policy actors on public.absence_publication for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['counts'::text, 'rules'::text]));

-- public.admission_appeal
create policy clerk on public.admission_appeal for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'appeals'::text AND (application_id <> ALL ((( SELECT access.shut_applications() AS shut_applications))::bigint[])))
  with check ((( SELECT access.actor() AS actor)) = 'appeals'::text);
create policy jobs on public.admission_appeal for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy officer on public.admission_appeal for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (application_id <> ALL ((( SELECT access.shut_applications() AS shut_applications))::bigint[])));

-- public.admission_application
create policy desk on public.admission_application for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (child_id IS NULL OR (child_id <> ALL ((( SELECT access.refused_with_joined() AS refused_with_joined))::bigint[]))))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_application for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy recorder on public.admission_application for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);
create policy taking_back on public.admission_application for update to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND reference ~~ 'F-%'::text)
  with check ((( SELECT access.actor() AS actor)) = 'recorder'::text AND state = 'withdrawn'::text);
create policy taking_back_seen on public.admission_application for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND reference ~~ 'F-%'::text);
create policy vault on public.admission_application for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.admission_approval
create policy desk on public.admission_approval for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_approval for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.admission_check
create policy desk on public.admission_check for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_check.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_check for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.admission_council_fact
create policy desk on public.admission_council_fact for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (application_id IS NULL OR (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_council_fact.application_id))))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy vault on public.admission_council_fact for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.admission_letter
create policy desk on public.admission_letter for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_letter.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.admission_offer
create policy desk on public.admission_offer for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_offer.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_offer for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy recorder on public.admission_offer for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);

-- public.admission_order
create policy desk on public.admission_order for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_order.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_order for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.admission_pause
create policy desk on public.admission_pause for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_pause for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.admission_place
create policy desk on public.admission_place for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_place.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_place for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.admission_preference
create policy desk on public.admission_preference for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_preference.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_preference for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.admission_proposal
create policy desk on public.admission_proposal for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_proposal.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_proposal for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.admission_release
create policy desk on public.admission_release for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_release for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.admission_reminder
create policy desk on public.admission_reminder for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_reminder.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_reminder for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.admission_reply
create policy desk on public.admission_reply for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_reply.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_reply for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy recorder on public.admission_reply for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);

-- public.admission_resident_fact
create policy desk on public.admission_resident_fact for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_resident_fact.application_id)));
create policy jobs on public.admission_resident_fact for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy vault on public.admission_resident_fact for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.admission_roll
create policy desk on public.admission_roll for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_roll for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.admission_round
create policy desk on public.admission_round for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_round for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy keeper on public.admission_round for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text);
create policy recorder on public.admission_round for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);

-- public.admission_round_days
create policy desk on public.admission_round_days for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.admission_run
create policy desk on public.admission_run for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_run for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy vault on public.admission_run for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);
create policy vault_forgets on public.admission_run for update to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.admission_school
create policy desk on public.admission_school for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_school for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy recorder on public.admission_school for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);

-- public.admission_sending
create policy desk on public.admission_sending for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy vault on public.admission_sending for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.admission_standing
create policy desk on public.admission_standing for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_standing.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_standing for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy vault on public.admission_standing for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.admission_waiting
create policy desk on public.admission_waiting for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = admission_waiting.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.admission_waiting for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy vault on public.admission_waiting for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.adopters
create policy adoption_team on public.adopters for select to throughline_pages
  using (( SELECT access.keeps_adopters() AS keeps_adopters));
create policy kept on public.adopters for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND ( SELECT access.keeps_adopters() AS keeps_adopters));
create policy returns on public.adopters for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'returns'::text);

-- public.adopters_step
create policy adoption_team on public.adopters_step for select to throughline_pages
  using (( SELECT access.keeps_adopters() AS keeps_adopters));
create policy kept on public.adopters_step for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND ( SELECT access.keeps_adopters() AS keeps_adopters));
create policy returns on public.adopters_step for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'returns'::text);

-- public.appeal_address
create policy desk on public.appeal_address for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.appeal_address for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.appeal_hearing
create policy clerk on public.appeal_hearing for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'appeals'::text);
create policy officer on public.appeal_hearing for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.appeal_pack
create policy clerk on public.appeal_pack for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'appeals'::text AND (EXISTS ( SELECT
   FROM admission_appeal p
  WHERE p.id = appeal_pack.appeal_id)))
  with check ((( SELECT access.actor() AS actor)) = 'appeals'::text);
create policy officer on public.appeal_pack for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_appeal p
  WHERE p.id = appeal_pack.appeal_id AND p.papers_out_on IS NOT NULL)));

-- public.appeal_text
create policy clerk on public.appeal_text for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'appeals'::text AND (EXISTS ( SELECT
   FROM admission_appeal p
  WHERE p.id = appeal_text.appeal_id)))
  with check ((( SELECT access.actor() AS actor)) = 'appeals'::text AND sort <> 'statement'::text);
create policy officer on public.appeal_text for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND sort <> 'note'::text AND (EXISTS ( SELECT
   FROM admission_appeal p
  WHERE p.id = appeal_text.appeal_id AND
        CASE
            WHEN appeal_text.sort = 'statement'::text THEN true
            WHEN appeal_text.sort = 'reasons'::text THEN p.letter_sent_on IS NOT NULL
            ELSE p.papers_out_on IS NOT NULL
        END)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text AND sort = 'statement'::text);

-- public.assessed_rule
create policy open on public.assessed_rule for select to throughline_jobs, throughline_pages
  using (true);
create policy switch on public.assessed_rule for insert to throughline_pages
  with check ((( SELECT access.actor() AS actor)) = 'approvals'::text);
create policy switch_off on public.assessed_rule for update to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'approvals'::text);

-- public.attendance_year
create policy actors_delete on public.attendance_year for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,clearing-house}'::text[]));
create policy actors_insert on public.attendance_year for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{intake,clearing-house}'::text[]));
create policy actors_read on public.attendance_year for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house}'::text[]));
create policy actors_update on public.attendance_year for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,clearing-house}'::text[]));
create policy linker on public.attendance_year for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy reader on public.attendance_year for select to throughline_pages
  using (child_id IS NOT NULL AND (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[])) AND (sensitivity <= 1 AND (((( SELECT access.masks() AS masks))[4] & 4::bigint) <> 0 OR true AND ((( SELECT access.masks() AS masks))[5] & 4::bigint) <> 0) OR (EXISTS ( SELECT 1
   FROM access.grant_row g
  WHERE g.child_id = attendance_year.child_id AND attendance_year.sensitivity <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
        CASE
            WHEN g.named THEN 4
            ELSE 0
        END::bigint)) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & 4::bigint) <> 0 OR true AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & 4::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & 4::bigint) <> 0))) OR (EXISTS ( SELECT 1
   FROM access.roll r
  WHERE r.child_id = attendance_year.child_id AND r.starts_on <= (( SELECT access.at() AS at))::date AND r.ends_on > (( SELECT access.at() AS at))::date AND (EXISTS ( SELECT 1
           FROM access.grant_row g
          WHERE g.establishment_id = r.establishment_id AND attendance_year.sensitivity <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
                CASE
                    WHEN g.named THEN 4
                    ELSE 0
                END::bigint)) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & 4::bigint) <> 0 OR true AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & 4::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & 4::bigint) <> 0)
         OFFSET 0))))));
create policy rules on public.attendance_year for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'rules'::text);
create policy agreement on public.attendance_year as restrictive for select to throughline_jobs, throughline_pages
  using (cardinality(( SELECT access.hidden_sources() AS hidden_sources)) = 0 OR NOT (EXISTS ( SELECT
   FROM access.hidden_person h
  WHERE h.source_person_id = attendance_year.source_person_id)));
create policy protected_address on public.attendance_year as restrictive for select to throughline_jobs, throughline_pages
  using ((child_id <> ALL ((( SELECT access.hidden_places() AS hidden_places))::bigint[])) OR (establishment_id = ANY ((( SELECT access.establishments() AS establishments))::bigint[])));

-- public.block_key
create policy linker on public.block_key for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy vault on public.block_key for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.case_step
create policy actors on public.case_step for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'clearing-house'::text);

-- public.child_notice
create policy reader on public.child_notice for select to throughline_pages
  using ((EXISTS ( SELECT
   FROM entry e
  WHERE (e.id = ANY (child_notice.because)) AND e.child_id = child_notice.child_id)) AND ((EXISTS ( SELECT
   FROM entry e
  WHERE (e.id = ANY (child_notice.about)) AND e.child_id = child_notice.child_id)) OR kind = 'stopped-attending'::text AND (EXISTS ( SELECT
   FROM attendance_year y
  WHERE y.child_id = child_notice.child_id))));
create policy recall on public.child_notice for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'approvals'::text);
create policy recorder on public.child_notice for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);
create policy rules on public.child_notice for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'rules'::text);

-- public.conflict_shape
create policy actors on public.conflict_shape for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['clearing-house'::text]));
create policy linker on public.conflict_shape for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);

-- public.desk_draft
create policy old on public.desk_draft for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND saved_at < ((( SELECT access.at() AS at)) - '30 days'::interval))
  with check (false);
create policy own on public.desk_draft for all to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)) OR (( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])))
  with check ((( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])));
create policy vault on public.desk_draft for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.document
create policy actors_delete on public.document for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_insert on public.document for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_read on public.document for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_update on public.document for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy reader on public.document for select to throughline_pages
  using ((EXISTS ( SELECT 1
   FROM entry e
  WHERE e.id = document.entry_id)));

-- public.document_part
create policy actors_delete on public.document_part for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_insert on public.document_part for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_read on public.document_part for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_update on public.document_part for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy reader on public.document_part for select to throughline_pages
  using ((EXISTS ( SELECT 1
   FROM document d
  WHERE d.id = document_part.document_id)));

-- public.draft
create policy carried on public.draft for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'clearing-house'::text);
create policy carry on public.draft for update to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'clearing-house'::text);
create policy old on public.draft for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND saved_at < ((( SELECT access.at() AS at)) - '30 days'::interval))
  with check (false);
create policy own on public.draft for all to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)) OR (( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])))
  with check ((( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])));
create policy vault on public.draft for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.entry
create policy actors_delete on public.entry for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,arrangements}'::text[]));
create policy actors_insert on public.entry for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,arrangements}'::text[]));
create policy actors_read on public.entry for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,import-desk,arrangements}'::text[]));
create policy actors_update on public.entry for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,arrangements}'::text[]));
create policy admissions on public.entry for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (kind = ANY (ARRAY['identity'::text, 'identifier'::text])) AND known_to = 'infinity'::timestamp with time zone AND seal IS NULL AND NOT held AND (source_id <> ALL ((( SELECT access.withdrawn_sources() AS withdrawn_sources))::text[])) AND (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[])));
create policy consented on public.entry for select to throughline_pages
  using (category_bit = 16384 AND summary AND ((child_id * 4 +
CASE
    WHEN seal = ANY ((( SELECT access.named_seals() AS named_seals))::bigint[]) THEN 0
    ELSE sensitivity - 1
END) = ANY ((( SELECT access.consented_summaries() AS consented_summaries))::bigint[])));
create policy linker on public.entry for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy reader on public.entry for select to throughline_pages
  using (child_id IS NOT NULL AND (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[])) AND (sensitivity <= 1 AND (((( SELECT access.masks() AS masks))[4] & category_bit) <> 0 OR summary AND ((( SELECT access.masks() AS masks))[5] & category_bit) <> 0) OR (EXISTS ( SELECT 1
   FROM access.grant_row g
  WHERE g.child_id = entry.child_id AND (entry.sensitivity <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
        CASE
            WHEN g.named THEN 4
            ELSE 0
        END::bigint)) OR entry.seal IS NOT NULL AND (entry.seal = ANY ((( SELECT access.named_seals() AS named_seals))::bigint[]))) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & entry.category_bit) <> 0 OR entry.summary AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & entry.category_bit) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & entry.category_bit) <> 0))) OR (EXISTS ( SELECT 1
   FROM access.roll r
  WHERE r.child_id = entry.child_id AND r.starts_on <= (( SELECT access.at() AS at))::date AND r.ends_on > (( SELECT access.at() AS at))::date AND (EXISTS ( SELECT 1
           FROM access.grant_row g
          WHERE g.establishment_id = r.establishment_id AND (entry.sensitivity <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
                CASE
                    WHEN g.named THEN 4
                    ELSE 0
                END::bigint)) OR entry.seal IS NOT NULL AND (entry.seal = ANY ((( SELECT access.named_seals() AS named_seals))::bigint[]))) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & entry.category_bit) <> 0 OR entry.summary AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & entry.category_bit) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & entry.category_bit) <> 0)
         OFFSET 0))))));
create policy reader_property on public.entry for select to throughline_pages
  using (child_id IS NULL AND uprn IS NOT NULL AND (EXISTS ( SELECT 1
   FROM household_member h
  WHERE h.uprn = entry.uprn AND h.true_to > (( SELECT access.at() AS at))::date AND ((EXISTS ( SELECT 1
           FROM access.grant_row g
          WHERE g.child_id = h.child_id AND entry.sensitivity <= LEAST(g.max_sensitivity::bigint, (( SELECT access.masks() AS masks))[6]) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & entry.category_bit) <> 0 OR entry.summary AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & entry.category_bit) <> 0))) OR (EXISTS ( SELECT 1
           FROM access.roll r
             JOIN access.grant_row g ON g.establishment_id = r.establishment_id
          WHERE r.child_id = h.child_id AND r.starts_on <= (( SELECT access.at() AS at))::date AND r.ends_on > (( SELECT access.at() AS at))::date AND entry.sensitivity <= LEAST(g.max_sensitivity::bigint, (( SELECT access.masks() AS masks))[6]) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & entry.category_bit) <> 0 OR entry.summary AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & entry.category_bit) <> 0)))))));
create policy returns on public.entry for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'returns'::text AND known_to = 'infinity'::timestamp with time zone AND seal IS NULL AND (NOT held OR kind = 'care-episode'::text) AND (source_id <> ALL ((( SELECT access.withdrawn_sources() AS withdrawn_sources))::text[])) AND (child_id <> ALL ((( SELECT access.kept_from_returns() AS kept_from_returns))::bigint[])) AND ((kind <> ALL (ARRAY['address'::text, 'contact-detail'::text, 'carer'::text, 'enrolment'::text, 'care-episode'::text])) OR (child_id <> ALL ((( SELECT access.places_kept_from_returns() AS places_kept_from_returns))::bigint[]))));
create policy rules on public.entry for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'rules'::text);
create policy vault on public.entry for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);
create policy agreement on public.entry as restrictive for select to throughline_jobs, throughline_pages
  using (source_id <> ALL ((( SELECT access.hidden_sources() AS hidden_sources))::text[]));
create policy chosen_address on public.entry as restrictive for select to throughline_jobs, throughline_pages
  using (kind <> 'chosen-value'::text OR code IS DISTINCT FROM 'address'::text OR child_id IS NULL OR (child_id <> ALL ((( SELECT access.hidden_places() AS hidden_places))::bigint[])));
create policy council on public.entry as restrictive for select to throughline_jobs, throughline_pages
  using ((kind <> ALL (ARRAY['pause'::text, 'pause-reason'::text, 'pause-question'::text, 'absence-question'::text])) OR (( SELECT access.actor() AS actor)) IS NOT NULL OR ((( SELECT access.masks() AS masks))[8] & category_bit) <> 0);
create policy fact_seal on public.entry as restrictive for select to throughline_jobs, throughline_pages
  using (seal IS NULL OR (seal = ANY ((( SELECT access.named_seals() AS named_seals))::bigint[])) OR (( SELECT access.actor() AS actor)) IS NOT NULL);
create policy own_telling on public.entry as restrictive for select to throughline_pages
  using (author_id IS NULL OR (( SELECT access.masks() AS masks))[8] <> 0 OR child_id IS NULL OR (child_id <> ALL ((( SELECT access.only_own_telling() AS only_own_telling))::bigint[])) OR (author_id = ANY ((( SELECT access.school_colleagues() AS school_colleagues))::bigint[])));
create policy protected_address on public.entry as restrictive for select to throughline_jobs, throughline_pages
  using ((kind <> ALL (ARRAY['address'::text, 'contact-detail'::text, 'carer'::text, 'enrolment'::text, 'care-episode'::text, 'session-count'::text, 'attendance-total'::text, 'suspension'::text, 'centre-registration'::text, 'youth-membership'::text, 'told-school'::text, 'school-return'::text, 'meeting-action'::text, 'school-offer'::text, 'family-person'::text, 'doctor'::text, 'home-call'::text, 'attendance-step'::text, 'young-carer-school-plan'::text])) OR child_id IS NULL OR (child_id <> ALL ((( SELECT access.hidden_places() AS hidden_places))::bigint[])) OR (kind = ANY (ARRAY['session-count'::text, 'attendance-total'::text, 'suspension'::text])) AND NOT body ?| ARRAY['laestab'::text, 'school'::text] OR (kind = ANY (ARRAY['attendance-step'::text, 'young-carer-school-plan'::text])) AND NOT body ? 'school'::text OR kind = 'family-person'::text AND (body ->> 'livesWith'::text) IS DISTINCT FROM 'yes'::text AND NOT body ? 'phone'::text OR (EXISTS ( SELECT
   FROM access.establishment x
  WHERE x.laestab = (entry.body ->> 'laestab'::text) AND (x.id = ANY ((( SELECT access.establishments() AS establishments))::bigint[])))) OR (kind = ANY (ARRAY['school-return'::text, 'meeting-action'::text, 'home-call'::text])) AND (EXISTS ( SELECT
   FROM access.establishment x
  WHERE x.uuid::text = (entry.body ->> 'school'::text) AND (x.id = ANY ((( SELECT access.establishments() AS establishments))::bigint[])))));
create policy shared_home_fact on public.entry as restrictive for select to throughline_jobs, throughline_pages
  using (kind <> 'shared-home-fact'::text OR (( SELECT access.actor() AS actor)) IS NOT NULL OR known_to = 'infinity'::timestamp with time zone AND due_on >= (( SELECT access.at() AS at))::date AND (EXISTS ( SELECT
   FROM access.grant_row g
  WHERE g.child_id = entry.child_id AND g.reason = 'education-welfare'::text AND (g.principal = ANY ((( SELECT access.principals() AS principals))::bigint[])) AND g.starts_at <= (( SELECT access.at() AS at)) AND g.ends_at > (( SELECT access.at() AS at)))));

-- public.fact_conflict
create policy actors on public.fact_conflict for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['clearing-house'::text]));
create policy linker on public.fact_conflict for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);

-- public.fair_access_referral
create policy desk on public.fair_access_referral for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = fair_access_referral.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.family
create policy actors_delete on public.family for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{clearing-house}'::text[]));
create policy actors_insert on public.family for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{clearing-house}'::text[]));
create policy actors_read on public.family for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{clearing-house}'::text[]));
create policy actors_update on public.family for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{clearing-house}'::text[]));
create policy linker on public.family for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy reader on public.family for select to throughline_pages
  using ((EXISTS ( SELECT 1
   FROM family_member m
  WHERE m.family_id = family.id)));

-- public.family_application
create policy desk on public.family_application for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (child_id IS NULL OR (child_id <> ALL ((( SELECT access.refused_with_joined() AS refused_with_joined))::bigint[]))) AND (application_id IS NULL OR (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = family_application.application_id))))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy jobs on public.family_application for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text);
create policy keeper on public.family_application for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text)
  with check (false);
create policy own on public.family_application for select to throughline_pages
  using (family_id = (( SELECT access.family() AS family)));
create policy recorder on public.family_application for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);

-- public.family_draft
create policy keeper on public.family_draft for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text AND saved_at < ((( SELECT access.at() AS at)) - '30 days'::interval))
  with check (false);
create policy old on public.family_draft for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND saved_at < ((( SELECT access.at() AS at)) - '30 days'::interval))
  with check (false);
create policy own on public.family_draft for all to throughline_pages
  using (family_id = (( SELECT access.family() AS family)));

-- public.family_member
create policy actors_delete on public.family_member for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{clearing-house}'::text[]));
create policy actors_insert on public.family_member for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{clearing-house}'::text[]));
create policy actors_read on public.family_member for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_update on public.family_member for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{clearing-house}'::text[]));
create policy linker on public.family_member for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy reader on public.family_member for select to throughline_pages
  using (child_id IS NOT NULL AND (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[])) AND (1 <= 1 AND (((( SELECT access.masks() AS masks))[4] & 65536::bigint) <> 0 OR false AND ((( SELECT access.masks() AS masks))[5] & 65536::bigint) <> 0) OR (EXISTS ( SELECT 1
   FROM access.grant_row g
  WHERE g.child_id = family_member.child_id AND 1 <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
        CASE
            WHEN g.named THEN 4
            ELSE 0
        END::bigint)) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & 65536::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & 65536::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & 65536::bigint) <> 0))) OR (EXISTS ( SELECT 1
   FROM access.roll r
  WHERE r.child_id = family_member.child_id AND r.starts_on <= (( SELECT access.at() AS at))::date AND r.ends_on > (( SELECT access.at() AS at))::date AND (EXISTS ( SELECT 1
           FROM access.grant_row g
          WHERE g.establishment_id = r.establishment_id AND 1 <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
                CASE
                    WHEN g.named THEN 4
                    ELSE 0
                END::bigint)) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & 65536::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & 65536::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & 65536::bigint) <> 0)
         OFFSET 0))))));
create policy agreement on public.family_member as restrictive for select to throughline_jobs, throughline_pages
  using (source_id <> ALL ((( SELECT access.hidden_sources() AS hidden_sources))::text[]));

-- public.family_paper
create policy desk on public.family_paper for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM family_application f
  WHERE f.id = family_paper.sent_id)));
create policy keeper on public.family_paper for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text)
  with check (false);
create policy own on public.family_paper for select to throughline_pages
  using ((EXISTS ( SELECT
   FROM family_application f
  WHERE f.id = family_paper.sent_id AND f.family_id = (( SELECT access.family() AS family)))));
create policy recorder on public.family_paper for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);

-- public.family_paper_part
create policy desk on public.family_paper_part for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM family_paper p
  WHERE p.id = family_paper_part.paper_id)));
create policy keeper on public.family_paper_part for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text)
  with check (false);
create policy recorder on public.family_paper_part for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);

-- public.family_service
create policy kept on public.family_service for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);
create policy listed on public.family_service for select to throughline_pages
  using (true);

-- public.family_told
create policy actors on public.family_told for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);
create policy keeper on public.family_told for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text AND (EXISTS ( SELECT
   FROM told_change c
  WHERE c.id = family_told.change_id)))
  with check (false);
create policy own on public.family_told for select to throughline_pages
  using (family_id = (( SELECT access.family() AS family)));

-- public.feed_key
create policy actors on public.feed_key for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['intake'::text, 'import-desk'::text]));

-- public.feed_pull
create policy actors on public.feed_pull for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['intake'::text, 'import-desk'::text]));

-- public.feed_push
create policy actors on public.feed_push for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['intake'::text, 'import-desk'::text]));

-- public.front_door_contact
create policy actors on public.front_door_contact for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);
create policy keeper on public.front_door_contact for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text AND state = 'closed'::text)
  with check (false);

-- public.front_door_step
create policy actors on public.front_door_step for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);
create policy keeper on public.front_door_step for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text AND (EXISTS ( SELECT
   FROM front_door_contact c
  WHERE c.id = front_door_step.contact_id)))
  with check (false);

-- public.household_member
create policy actors_delete on public.household_member for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house,import-desk}'::text[]));
create policy actors_insert on public.household_member for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house,import-desk}'::text[]));
create policy actors_read on public.household_member for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house,import-desk,arrangements}'::text[]));
create policy actors_update on public.household_member for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house,import-desk}'::text[]));
create policy linker on public.household_member for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy reader on public.household_member for select to throughline_pages
  using (child_id IS NOT NULL AND (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[])) AND (sensitivity <= 1 AND (((( SELECT access.masks() AS masks))[4] & 2::bigint) <> 0 OR false AND ((( SELECT access.masks() AS masks))[5] & 2::bigint) <> 0) OR (EXISTS ( SELECT 1
   FROM access.grant_row g
  WHERE g.child_id = household_member.child_id AND household_member.sensitivity <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
        CASE
            WHEN g.named THEN 4
            ELSE 0
        END::bigint)) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & 2::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & 2::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & 2::bigint) <> 0))) OR (EXISTS ( SELECT 1
   FROM access.roll r
  WHERE r.child_id = household_member.child_id AND r.starts_on <= (( SELECT access.at() AS at))::date AND r.ends_on > (( SELECT access.at() AS at))::date AND (EXISTS ( SELECT 1
           FROM access.grant_row g
          WHERE g.establishment_id = r.establishment_id AND household_member.sensitivity <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
                CASE
                    WHEN g.named THEN 4
                    ELSE 0
                END::bigint)) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & 2::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & 2::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & 2::bigint) <> 0)
         OFFSET 0))))));
create policy vault on public.household_member for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);
create policy protected_address on public.household_member as restrictive for select to throughline_jobs, throughline_pages
  using (child_id <> ALL ((( SELECT access.hidden_places() AS hidden_places))::bigint[]));

-- public.import_file
create policy actors_delete on public.import_file for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,import-desk}'::text[]));
create policy actors_insert on public.import_file for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{intake,import-desk}'::text[]));
create policy actors_read on public.import_file for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,import-desk}'::text[]));
create policy actors_update on public.import_file for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,import-desk}'::text[]));

-- public.import_part
create policy actors_delete on public.import_part for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake}'::text[]));
create policy actors_insert on public.import_part for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{intake}'::text[]));
create policy actors_read on public.import_part for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,import-desk}'::text[]));
create policy actors_update on public.import_part for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake}'::text[]));
create policy agreement on public.import_part as restrictive for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) IS DISTINCT FROM 'import-desk'::text OR (EXISTS ( SELECT
   FROM import_file f
     JOIN import_run u ON u.id = f.run_id
  WHERE f.id = import_part.file_id AND (u.source_id <> ALL ((( SELECT access.withdrawn_sources() AS withdrawn_sources))::text[])))));

-- public.import_problem
create policy actors_delete on public.import_problem for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake}'::text[]));
create policy actors_insert on public.import_problem for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{intake}'::text[]));
create policy actors_read on public.import_problem for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,import-desk}'::text[]));
create policy actors_update on public.import_problem for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake}'::text[]));
create policy vault on public.import_problem for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);
create policy agreement on public.import_problem as restrictive for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) IS DISTINCT FROM 'import-desk'::text OR (EXISTS ( SELECT
   FROM import_run u
  WHERE u.id = import_problem.run_id AND (u.source_id <> ALL ((( SELECT access.withdrawn_sources() AS withdrawn_sources))::text[])))));

-- public.import_run
create policy actors_delete on public.import_run for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,import-desk}'::text[]));
create policy actors_insert on public.import_run for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{intake,import-desk}'::text[]));
create policy actors_read on public.import_run for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,clearing-house,import-desk}'::text[]));
create policy actors_update on public.import_run for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,import-desk}'::text[]));
create policy rules on public.import_run for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'rules'::text);
create policy vault on public.import_run for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.in_year_refusal
create policy desk on public.in_year_refusal for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (EXISTS ( SELECT
   FROM admission_application a
  WHERE a.id = in_year_refusal.application_id)))
  with check ((( SELECT access.actor() AS actor)) = 'admissions'::text);

-- public.involvement
create policy actors_delete on public.involvement for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,arrangements}'::text[]));
create policy actors_insert on public.involvement for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,arrangements}'::text[]));
create policy actors_read on public.involvement for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,arrangements}'::text[]));
create policy actors_update on public.involvement for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,arrangements}'::text[]));
create policy consented on public.involvement for select to throughline_pages
  using (category_bit = 16384 AND ((child_id * 4) = ANY ((( SELECT access.consented_contacts() AS consented_contacts))::bigint[])));
create policy linker on public.involvement for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy reader on public.involvement for select to throughline_pages
  using (child_id IS NOT NULL AND (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[])) AND (1 <= 1 AND (((( SELECT access.masks() AS masks))[4] & category_bit) <> 0 OR false AND ((( SELECT access.masks() AS masks))[5] & category_bit) <> 0) OR (EXISTS ( SELECT 1
   FROM access.grant_row g
  WHERE g.child_id = involvement.child_id AND 1 <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
        CASE
            WHEN g.named THEN 4
            ELSE 0
        END::bigint)) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & involvement.category_bit) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & involvement.category_bit) <> 0 OR true AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & involvement.category_bit) <> 0))) OR (EXISTS ( SELECT 1
   FROM access.roll r
  WHERE r.child_id = involvement.child_id AND r.starts_on <= (( SELECT access.at() AS at))::date AND r.ends_on > (( SELECT access.at() AS at))::date AND (EXISTS ( SELECT 1
           FROM access.grant_row g
          WHERE g.establishment_id = r.establishment_id AND 1 <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
                CASE
                    WHEN g.named THEN 4
                    ELSE 0
                END::bigint)) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & involvement.category_bit) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & involvement.category_bit) <> 0 OR true AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & involvement.category_bit) <> 0)
         OFFSET 0))))));
create policy agreement on public.involvement as restrictive for select to throughline_jobs, throughline_pages
  using (source_id <> ALL ((( SELECT access.hidden_sources() AS hidden_sources))::text[]));
create policy own_telling on public.involvement as restrictive for select to throughline_pages
  using (created_by IS NULL OR (( SELECT access.masks() AS masks))[8] <> 0 OR (child_id <> ALL ((( SELECT access.only_own_telling() AS only_own_telling))::bigint[])) OR (created_by = ANY ((( SELECT access.school_colleagues() AS school_colleagues))::bigint[])));
create policy protected_address on public.involvement as restrictive for select to throughline_jobs, throughline_pages
  using (kind <> 'safeguarding-lead'::text OR child_id IS NULL OR (child_id <> ALL ((( SELECT access.hidden_places() AS hidden_places))::bigint[])) OR (principal_id = ANY ((( SELECT access.principals() AS principals))::bigint[])) OR (EXISTS ( SELECT
   FROM access.roll r
  WHERE r.child_id = involvement.child_id AND (r.establishment_id = ANY ((( SELECT access.establishments() AS establishments))::bigint[])))));

-- public.known_answer
create policy actors on public.known_answer for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'clearing-house'::text);

-- public.letter_keys
create policy actors on public.letter_keys for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'clearing-house'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])));

-- public.link
create policy actors_delete on public.link for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house,arrangements}'::text[]));
create policy actors_insert on public.link for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house,arrangements}'::text[]));
create policy actors_read on public.link for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_update on public.link for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house,arrangements}'::text[]));
create policy linker on public.link for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy reader on public.link for select to throughline_pages
  using ((EXISTS ( SELECT 1
   FROM entry e
  WHERE e.source_person_id = link.source_person_id)));

-- public.link_edge
create policy actors on public.link_edge for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['clearing-house'::text]));
create policy linker on public.link_edge for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);

-- public.mark_change
create policy actors_delete on public.mark_change for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake}'::text[]));
create policy actors_insert on public.mark_change for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{intake}'::text[]));
create policy actors_read on public.mark_change for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder}'::text[]));
create policy actors_update on public.mark_change for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake}'::text[]));
create policy reader on public.mark_change for select to throughline_pages
  using ((EXISTS ( SELECT 1
   FROM attendance_year y
  WHERE y.source_person_id = mark_change.source_person_id AND y.establishment_id = mark_change.establishment_id AND y.year = mark_change.year)));
create policy agreement on public.mark_change as restrictive for select to throughline_jobs, throughline_pages
  using (cardinality(( SELECT access.hidden_sources() AS hidden_sources)) = 0 OR NOT (EXISTS ( SELECT
   FROM access.hidden_person h
  WHERE h.source_person_id = mark_change.source_person_id)));

-- public.mended_row
create policy actors on public.mended_row for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'import-desk'::text);

-- public.notice_rule_end
create policy open on public.notice_rule_end for select to throughline_jobs, throughline_pages
  using (true);
create policy recall on public.notice_rule_end for insert to throughline_pages
  with check ((( SELECT access.actor() AS actor)) = 'approvals'::text);

-- public.pair_decision
create policy actors_delete on public.pair_decision for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{clearing-house}'::text[]));
create policy actors_insert on public.pair_decision for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{clearing-house}'::text[]));
create policy actors_read on public.pair_decision for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{clearing-house}'::text[]));
create policy actors_update on public.pair_decision for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{clearing-house}'::text[]));
create policy linker on public.pair_decision for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);

-- public.person
create policy actors_delete on public.person for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house}'::text[]));
create policy actors_insert on public.person for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house}'::text[]));
create policy actors_read on public.person for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,arrangements}'::text[]));
create policy actors_update on public.person for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house}'::text[]));
create policy admissions on public.person for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND (id <> ALL ((( SELECT access.refused() AS refused))::bigint[])));
create policy approvals on public.person for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['approvals'::text, 'audit'::text]));
create policy linker on public.person for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy reader on public.person for select to throughline_pages
  using (id IS NOT NULL AND (id <> ALL ((( SELECT access.refused() AS refused))::bigint[])) AND (1 <= 1 AND (((( SELECT access.masks() AS masks))[4] & 1::bigint) <> 0 OR true AND ((( SELECT access.masks() AS masks))[5] & 1::bigint) <> 0) OR (EXISTS ( SELECT 1
   FROM access.grant_row g
  WHERE g.child_id = person.id AND 1 <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
        CASE
            WHEN g.named THEN 4
            ELSE 0
        END::bigint)) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & 1::bigint) <> 0 OR true AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & 1::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & 1::bigint) <> 0))) OR (EXISTS ( SELECT 1
   FROM access.roll r
  WHERE r.child_id = person.id AND r.starts_on <= (( SELECT access.at() AS at))::date AND r.ends_on > (( SELECT access.at() AS at))::date AND (EXISTS ( SELECT 1
           FROM access.grant_row g
          WHERE g.establishment_id = r.establishment_id AND 1 <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
                CASE
                    WHEN g.named THEN 4
                    ELSE 0
                END::bigint)) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & 1::bigint) <> 0 OR true AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & 1::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & 1::bigint) <> 0)
         OFFSET 0))))));
create policy rules on public.person for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'rules'::text);
create policy vault on public.person for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.pupil_year
create policy rules on public.pupil_year for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'rules'::text);
create policy vault on public.pupil_year for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.relationship
create policy actors_delete on public.relationship for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_insert on public.relationship for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_read on public.relationship for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_update on public.relationship for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy linker on public.relationship for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy reader on public.relationship for select to throughline_pages
  using (child_id IS NOT NULL AND (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[])) AND (1 <= 1 AND (((( SELECT access.masks() AS masks))[4] & 1::bigint) <> 0 OR false AND ((( SELECT access.masks() AS masks))[5] & 1::bigint) <> 0) OR (EXISTS ( SELECT 1
   FROM access.grant_row g
  WHERE g.child_id = relationship.child_id AND 1 <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
        CASE
            WHEN g.named THEN 4
            ELSE 0
        END::bigint)) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & 1::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & 1::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & 1::bigint) <> 0))) OR (EXISTS ( SELECT 1
   FROM access.roll r
  WHERE r.child_id = relationship.child_id AND r.starts_on <= (( SELECT access.at() AS at))::date AND r.ends_on > (( SELECT access.at() AS at))::date AND (EXISTS ( SELECT 1
           FROM access.grant_row g
          WHERE g.establishment_id = r.establishment_id AND 1 <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
                CASE
                    WHEN g.named THEN 4
                    ELSE 0
                END::bigint)) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & 1::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & 1::bigint) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & 1::bigint) <> 0)
         OFFSET 0))))));
create policy vault on public.relationship for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);
create policy agreement on public.relationship as restrictive for select to throughline_jobs, throughline_pages
  using (source_id <> ALL ((( SELECT access.hidden_sources() AS hidden_sources))::text[]));

-- public.review_case
create policy actors_delete on public.review_case for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_insert on public.review_case for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_read on public.review_case for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house}'::text[]));
create policy actors_update on public.review_case for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy linker on public.review_case for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);

-- public.saved_page
create policy old on public.saved_page for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND saved_at < ((( SELECT access.at() AS at)) - '30 days'::interval))
  with check (false);
create policy own on public.saved_page for all to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)) OR (( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])))
  with check ((( SELECT access.actor() AS actor)) = 'recorder'::text AND (user_id = ANY ((( SELECT access.principals() AS principals))::bigint[])));

-- public.saved_search
create policy actors_delete on public.saved_search for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder}'::text[]));
create policy actors_insert on public.saved_search for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{recorder}'::text[]));
create policy actors_read on public.saved_search for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder}'::text[]));
create policy actors_update on public.saved_search for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder}'::text[]));
create policy own on public.saved_search for all to throughline_pages
  using (user_id = (( SELECT access.reader() AS reader)));

-- public.school_return
create policy actors on public.school_return for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text);
create policy added on public.school_return for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'intake'::text);
create policy reader on public.school_return for select to throughline_pages
  using ((child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[])) AND ((establishment_id = ANY ((( SELECT access.establishments() AS establishments))::bigint[])) AND (((( SELECT access.masks() AS masks))[1] | (( SELECT access.masks() AS masks))[2]) & category_bit) <> 0 OR (child_id <> ALL ((( SELECT access.hidden_places() AS hidden_places))::bigint[])) AND child_id IS NOT NULL AND (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[])) AND (1 <= 1 AND (((( SELECT access.masks() AS masks))[4] & category_bit) <> 0 OR false AND ((( SELECT access.masks() AS masks))[5] & category_bit) <> 0) OR (EXISTS ( SELECT 1
   FROM access.grant_row g
  WHERE g.child_id = school_return.child_id AND (1 <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
        CASE
            WHEN g.named THEN 4
            ELSE 0
        END::bigint)) OR false) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & school_return.category_bit) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & school_return.category_bit) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & school_return.category_bit) <> 0))) OR (EXISTS ( SELECT 1
   FROM access.roll r
  WHERE r.child_id = school_return.child_id AND r.starts_on <= (( SELECT access.at() AS at))::date AND r.ends_on > (( SELECT access.at() AS at))::date AND (EXISTS ( SELECT 1
           FROM access.grant_row g
          WHERE g.establishment_id = r.establishment_id AND (1 <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
                CASE
                    WHEN g.named THEN 4
                    ELSE 0
                END::bigint)) OR false) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & school_return.category_bit) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & school_return.category_bit) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & school_return.category_bit) <> 0)
         OFFSET 0)))))));

-- public.search_key
create policy actors_delete on public.search_key for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_insert on public.search_key for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_read on public.search_key for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy actors_update on public.search_key for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{recorder,clearing-house}'::text[]));
create policy admissions on public.search_key for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'admissions'::text AND field = 'birth'::text AND (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[])));
create policy linker on public.search_key for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy reader on public.search_key for select to throughline_pages
  using (child_id IS NOT NULL AND (child_id <> ALL ((( SELECT access.refused() AS refused))::bigint[])) AND (sensitivity <= 1 AND (((( SELECT access.masks() AS masks))[4] & category_bit) <> 0 OR (category_bit = 1 AND (field = ANY (ARRAY['forename'::text, 'surname'::text, 'known-as'::text, 'former'::text, 'birth'::text, 'school'::text])) OR category_bit = 2 AND field = 'postcode'::text) AND ((( SELECT access.masks() AS masks))[5] & category_bit) <> 0) OR (EXISTS ( SELECT 1
   FROM access.grant_row g
  WHERE g.child_id = search_key.child_id AND (search_key.sensitivity <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
        CASE
            WHEN g.named THEN 4
            ELSE 0
        END::bigint)) OR false) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & search_key.category_bit) <> 0 OR (search_key.category_bit = 1 AND (search_key.field = ANY (ARRAY['forename'::text, 'surname'::text, 'known-as'::text, 'former'::text, 'birth'::text, 'school'::text])) OR search_key.category_bit = 2 AND search_key.field = 'postcode'::text) AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & search_key.category_bit) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & search_key.category_bit) <> 0))) OR (EXISTS ( SELECT 1
   FROM access.roll r
  WHERE r.child_id = search_key.child_id AND r.starts_on <= (( SELECT access.at() AS at))::date AND r.ends_on > (( SELECT access.at() AS at))::date AND (EXISTS ( SELECT 1
           FROM access.grant_row g
          WHERE g.establishment_id = r.establishment_id AND (search_key.sensitivity <= LEAST(g.max_sensitivity::bigint, GREATEST((( SELECT access.masks() AS masks))[6],
                CASE
                    WHEN g.named THEN 4
                    ELSE 0
                END::bigint)) OR false) AND ((((g.limit_mask & (( SELECT access.masks() AS masks))[1]) | g.extra_mask) & search_key.category_bit) <> 0 OR (search_key.category_bit = 1 AND (search_key.field = ANY (ARRAY['forename'::text, 'surname'::text, 'known-as'::text, 'former'::text, 'birth'::text, 'school'::text])) OR search_key.category_bit = 2 AND search_key.field = 'postcode'::text) AND ((g.limit_mask & (( SELECT access.masks() AS masks))[2]) & search_key.category_bit) <> 0 OR false AND ((g.limit_mask & (( SELECT access.masks() AS masks))[3]) & search_key.category_bit) <> 0)
         OFFSET 0))))));
create policy vault on public.search_key for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);
create policy agreement on public.search_key as restrictive for select to throughline_jobs, throughline_pages
  using (cardinality(( SELECT access.hidden_sources() AS hidden_sources)) = 0 OR NOT (EXISTS ( SELECT
   FROM access.hidden_person h
  WHERE h.source_person_id = search_key.source_person_id)));
create policy protected_address on public.search_key as restrictive for select to throughline_jobs, throughline_pages
  using (category_bit <> 2 AND (field <> ALL (ARRAY['school'::text, 'postcode'::text, 'phone'::text])) OR (child_id <> ALL ((( SELECT access.hidden_places() AS hidden_places))::bigint[])));

-- public.source
create policy actors_insert on public.source for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{intake,import-desk,recorder,clearing-house,arrangements,admissions,approvals}'::text[]));
create policy actors_update on public.source for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,import-desk}'::text[]));
create policy everybody on public.source for select to throughline_jobs, throughline_pages
  using (true);
create policy linker on public.source for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);

-- public.source_measure
create policy actors on public.source_measure for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'clearing-house'::text);

-- public.source_person
create policy actors_delete on public.source_person for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,arrangements}'::text[]));
create policy actors_insert on public.source_person for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,arrangements}'::text[]));
create policy actors_read on public.source_person for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,import-desk,arrangements}'::text[]));
create policy actors_update on public.source_person for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,arrangements}'::text[]));
create policy linker on public.source_person for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy vault on public.source_person for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.source_question
create policy actors on public.source_question for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'clearing-house'::text);
create policy named on public.source_question for select to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'recorder'::text AND involvement_id IS NOT NULL);
create policy named_asks on public.source_question for insert to throughline_pages
  with check ((( SELECT access.actor() AS actor)) = 'recorder'::text AND involvement_id IS NOT NULL);

-- public.source_record
create policy actors_delete on public.source_record for delete to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake}'::text[]));
create policy actors_insert on public.source_record for insert to throughline_jobs, throughline_pages
  with check ((( SELECT access.actor() AS actor)) = ANY ('{intake}'::text[]));
create policy actors_read on public.source_record for select to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake,recorder,clearing-house,import-desk}'::text[]));
create policy actors_update on public.source_record for update to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY ('{intake}'::text[]));
create policy linker on public.source_record for all to throughline_linker
  using ((( SELECT access.actor() AS actor)) = 'linker'::text);
create policy returns on public.source_record for select to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'returns'::text);
create policy vault on public.source_record for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'vault'::text);

-- public.split
create policy actors on public.split for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'clearing-house'::text);
create policy own on public.split for select to throughline_pages
  using ((EXISTS ( SELECT
   FROM split_entry t
  WHERE t.split_id = split.id AND t.author_id = (( SELECT access.reader() AS reader)))));

-- public.split_entry
create policy actors on public.split_entry for all to throughline_pages
  using ((( SELECT access.actor() AS actor)) = 'clearing-house'::text);
create policy own on public.split_entry for select to throughline_pages
  using (author_id = (( SELECT access.reader() AS reader)));

-- public.support_meeting
create policy actors on public.support_meeting for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['recorder'::text, 'arrangements'::text]));
create policy reader on public.support_meeting for select to throughline_pages
  using ((establishment_id = ANY ((( SELECT access.establishments() AS establishments))::bigint[])) AND ((( SELECT access.masks() AS masks))[1] & 4::bigint) <> 0);

-- public.support_meeting_action
create policy actors on public.support_meeting_action for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['recorder'::text, 'arrangements'::text]));
create policy reader on public.support_meeting_action for select to throughline_pages
  using ((establishment_id = ANY ((( SELECT access.establishments() AS establishments))::bigint[])) AND ((( SELECT access.masks() AS masks))[1] & 4::bigint) <> 0);

-- public.term_date
create policy open on public.term_date for select to throughline_jobs, throughline_pages
  using (true);
create policy told on public.term_date for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['recorder'::text, 'arrangements'::text]));

-- public.told_change
create policy actors on public.told_change for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['recorder'::text, 'messenger'::text]));
create policy keeper on public.told_change for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text AND state <> 'held'::text)
  with check (false);
create policy own on public.told_change for select to throughline_pages
  using (told_by = (( SELECT access.reader() AS reader)));

-- public.told_delivery
create policy actors on public.told_delivery for all to throughline_jobs, throughline_pages
  using ((( SELECT access.actor() AS actor)) = ANY (ARRAY['recorder'::text, 'messenger'::text]));
create policy keeper on public.told_delivery for all to throughline_jobs
  using ((( SELECT access.actor() AS actor)) = 'keeper'::text AND (EXISTS ( SELECT
   FROM told_change c
  WHERE c.id = told_delivery.change_id)))
  with check (false);
create policy own on public.told_delivery for select to throughline_pages
  using ((EXISTS ( SELECT
   FROM told_change c
  WHERE c.id = told_delivery.change_id)));

CREATE OR REPLACE FUNCTION access.absence_counts(school_year smallint, grouped text)
 RETURNS TABLE(name text, pupils integer, persistent integer, severe integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'counts' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
    with own as (
      select case grouped when 'school' then y.establishment_id end as school, case grouped when 'year-group' then y.year_group
          when 'area' then y.area when 'ward' then y.ward end as label, count(*)::integer as n,
        (count(*) filter (where (y.authorised + y.unauthorised) * 10 >= y.possible and (y.authorised + y.unauthorised) * 2 < y.possible))::integer as tenth,
        (count(*) filter (where (y.authorised + y.unauthorised) * 2 >= y.possible))::integer as half
      from public.pupil_year y where y.year = school_year and y.possible > 0
        and not exists (select from access.hidden_person h where h.source_person_id = y.source_person_id) group by 1, 2)
    select coalesce(e.name, o.label), o.n, o.tenth, o.half from own o left join access.establishment e on e.id = o.school;
end $function$;

CREATE OR REPLACE FUNCTION access.actor()
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare c constant text[] := access.context();
begin return case when c[2] = 'actor' then c[3] end; end $function$;

CREATE OR REPLACE FUNCTION access.admission_by_appeal(round bigint)
 RETURNS TABLE(school_key text, pupils integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select o.school_key, count(*)::integer from public.admission_offer o
    where o.round_id = round and o.given_by = 'appeal' and o.standing = 'held' and o.ended is null and o.left_on is null group by o.school_key;
end $function$;

CREATE OR REPLACE FUNCTION access.admission_elsewhere(run bigint)
 RETURNS TABLE(unasked integer, refused integer, silent integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query with n as (select p.given_by, array(select f.says from public.admission_resident_fact f where f.application_id = p.application_id and f.school_key = p.school_key) as said
      from public.admission_place p join public.admission_run r on r.id = p.run_id
        join public.admission_school k on k.round_id = r.round_id and k.key = p.school_key and k.known_to = 'infinity' and k.council is not null
      where p.run_id = run and p.given_by in ('preference', 'plan'))
    select count(*) filter (where not said @> '{wanted}')::integer, count(*) filter (where said @> '{no}' and given_by = 'preference')::integer,
      count(*) filter (where said @> '{wanted}' and not said && '{yes,no}')::integer from n;
end $function$;

CREATE OR REPLACE FUNCTION access.admission_facts(children bigint[])
 RETURNS TABLE(child_id bigint, protected boolean, looked_after boolean, plan boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select n.asked,
    exists (select from access.shield s where s.child_id = n.child and access.at() >= s.starts_at and access.at() < s.ends_at),
    exists (select from public.entry e where e.child_id = n.child and e.kind = 'care-episode' and e.known_to = 'infinity' and e.seal is null
      and e.true_from <= access.at()::date and e.true_to > access.at()::date and e.source_id <> all (access.withdrawn_sources()) and n.child <> all (access.refused())),
    exists (select from public.entry e where e.child_id = n.child and e.kind = 'sen-provision' and e.code = 'E' and e.known_to = 'infinity' and e.seal is null
      and e.source_id <> all (access.withdrawn_sources()) and n.child <> all (access.refused()))
  from (select c as asked, coalesce(p.redirect_to, c) as child from unnest(children) c left join public.person p on p.id = c) n;
end $function$;

CREATE OR REPLACE FUNCTION access.admission_left(round bigint, since date, today date)
 RETURNS TABLE(offer bigint, left_on date)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select o.id, max(r.ends_on)
    from public.admission_offer o join public.admission_application a on a.id = o.application_id join public.person p on p.id = a.child_id
      join access.establishment e on e.laestab = o.school_key
      join access.roll r on r.establishment_id = e.id and r.child_id = coalesce(p.redirect_to, p.id) and r.ends_on > since
    where o.round_id = round and o.ended is null and o.standing = 'held'
      and not exists (select from access.shield s where s.child_id = r.child_id and access.at() >= s.starts_at and access.at() < s.ends_at)
      and not exists (select from public.entry x where x.child_id = r.child_id and x.kind = 'enrolment' and x.seal is not null and x.known_to = 'infinity')
    group by o.id having max(r.ends_on) <= today;
end $function$;

CREATE OR REPLACE FUNCTION access.admission_next(round bigint, school text)
 RETURNS TABLE(application_id bigint, reference text, place integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query with open as (select w.application_id, w.position from public.admission_waiting w
      where w.round_id = round and w.school_key = school and w.known_to = 'infinity' and not exists (select from public.admission_proposal p
        where p.round_id = round and p.school_key = school and p.application_id = w.application_id and p.decided is null))
    select o.application_id, a.reference, o.position from open o join public.admission_application a on a.id = o.application_id
    where o.position = (select min(n.position) from open n) order by o.application_id;
end $function$;

CREATE OR REPLACE FUNCTION access.admission_places(round bigint)
 RETURNS TABLE(school_key text, held integer, put integer, proposed integer, waiting integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select k.key,
    (select count(*)::integer from public.admission_offer o where o.round_id = round and o.school_key = k.key and o.ended is null and o.standing = 'held'
      and o.left_on is null) + coalesce((select l.pupils from public.admission_roll l where l.round_id = round and l.school_key = k.key), 0),
    (select count(*)::integer from public.admission_offer o where o.round_id = round and o.school_key = k.key and o.ended is null and o.standing = 'put'),
    (select count(*)::integer from public.admission_proposal p where p.round_id = round and p.school_key = k.key and p.decided is null),
    (select count(*)::integer from public.admission_waiting w where w.round_id = round and w.school_key = k.key and w.known_to = 'infinity')
  from public.admission_school k where k.round_id = round and k.known_to = 'infinity';
end $function$;

CREATE OR REPLACE FUNCTION access.admission_pupils(round bigint, today date)
 RETURNS TABLE(school_key text, pupils integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare age record;
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  select n.born_from::text as born_from, n.born_to::text as born_to into age from public.admission_round n where n.id = round;
  return query with untied as materialized (select o.school_key as key, a.birth_date::text as born, lower(a.forename) as forename, lower(a.surname) as surname
    from public.admission_offer o join public.admission_application a on a.id = o.application_id
    where o.round_id = round and o.ended is null and a.child_id is null)
  select k.key, (select count(distinct r.child_id)::integer from access.establishment e join access.roll r on r.establishment_id = e.id
      where e.laestab = k.key and r.starts_on <= today and r.ends_on > today
        and exists (select from public.entry x where x.child_id = r.child_id and x.kind = 'identity' and x.known_to = 'infinity'
          and x.body->>'birthDate' between age.born_from and age.born_to)
        and not exists (select from untied u join public.entry x on x.child_id = r.child_id and x.kind = 'identity' and x.known_to = 'infinity'
          where u.key = k.key and x.body->>'birthDate' = u.born and lower(x.body->>'surname') = u.surname
            and u.forename in (lower(x.body->>'forename'), lower(x.body->>'preferredForename')) and x.seal is null
            and not exists (select from access.shield s where s.child_id = r.child_id and access.at() >= s.starts_at and access.at() < s.ends_at)
            and not exists (select from access.conflict f where f.child_id = r.child_id and access.at() >= f.starts_at and access.at() < f.ends_at)
            and not exists (select from public.entry n where n.child_id = r.child_id and n.kind = 'enrolment' and n.seal is not null and n.known_to = 'infinity'))
        and not exists (select from public.admission_offer o join public.admission_application a on a.id = o.application_id
          join public.person p on p.id = a.child_id where o.round_id = round and o.school_key = k.key and o.ended is null
            and coalesce(p.redirect_to, p.id) = r.child_id))
  from public.admission_school k where k.round_id = round and k.known_to = 'infinity' and k.council is null and exists (select from access.establishment e
    join access.roll r on r.establishment_id = e.id where e.laestab = k.key and r.starts_on <= today and r.ends_on > today);
end $function$;

CREATE OR REPLACE FUNCTION access.admission_references(round bigint)
 RETURNS TABLE(reference text, application_id bigint, schools text[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select a.reference, a.id, array(select p.school_key from public.admission_preference p
    where p.application_id = a.id and p.known_to = 'infinity' and a.state = 'live' order by p.school_key)
  from public.admission_application a where a.round_id = round;
end $function$;

CREATE OR REPLACE FUNCTION access.admission_reminders(round bigint)
 RETURNS TABLE(sent integer, off integer, held integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare today date := (access.at() at time zone 'Europe/London')::date;
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select count(*) filter (where m.state = 'sent')::integer,
      count(*) filter (where m.state is distinct from 'sent' and exists (select from access.family_mail_off o where o.family_id = d.family_id))::integer,
      count(*) filter (where m.state is distinct from 'sent' and not exists (select from access.family_mail_off o where o.family_id = d.family_id))::integer
    from public.family_draft d join public.admission_round r on d.form = 'school-places:' || r.uuid
      left join access.mail m on m.family_id = d.family_id and m.sort = 'closing' and m.about = r.id
    where r.id = round and r.online_from <= today and r.closes_on between today and today + 3 and d.saved_at > access.at() - interval '30 days';
end $function$;

CREATE OR REPLACE FUNCTION access.admit_family(issuer text, subject text, email bytea, mark bytea, at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  family bigint;
begin
  if coalesce(access.actor(), '') <> 'messenger' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  perform pg_advisory_xact_lock(hashtextextended(issuer || ' ' || subject, 74));
  update access.family_account a set email = admit_family.email, mark = admit_family.mark, last_sign_in_at = admit_family.at
    where a.issuer = admit_family.issuer and a.subject = admit_family.subject returning a.family_id into family;
  if family is null then
    insert into access.principal (kind, key, name) values ('family', gen_random_uuid()::text, 'A family, online') returning id into family;
    insert into access.family_account (family_id, issuer, subject, email, mark, last_sign_in_at)
      values (family, admit_family.issuer, admit_family.subject, admit_family.email, admit_family.mark, admit_family.at);
  end if;
  return (select p.id from access.principal p where p.id = family and p.active);
end $function$;

CREATE OR REPLACE FUNCTION access.answer_end_of_conflict(of uuid, who bigint, agrees boolean)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare it access.conflict;
begin
  update access.conflict c set asked_by = null, asked_at = null from access.conflicts_in_sight() s
    where s.uuid = of and c.uuid = of and c.asked_by <> who and who = any (access.principals()) returning c.* into it;
  -- also on the records that were joined to this one, or it would come back with them
  if agrees then update access.conflict c set ends_at = access.at(), ended_by = who from public.person p
    where c.user_id = it.user_id and p.id = c.child_id and coalesce(p.redirect_to, p.id) = it.child_id and c.ends_at > access.at(); end if;
  return it.child_id;
end $function$;

CREATE OR REPLACE FUNCTION access.answer_opening(of uuid, who bigint, agrees boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare it bigint := access.shield_to_change(of, who);
begin
  select s.id into it from access.shield s where s.id = it and s.asked_by <> who;
  if it is null then return false; end if;
  if not agrees then
    update access.shield set asked_by = null, asked_at = null, asked_reason = null where id = it;
    return true;
  end if;
  perform access.take_back_naming(it, array(select a.principal from access.shield_allowed a where a.shield_id = it));
  update access.shield set ends_at = access.at(), ended_by = who where id = it;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION access.answered_cases()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(s.case_id), '{}') from public.case_step s
  where s.step = 'answered' and s.superseded_at is null and s.user_id = any ((select access.principals())::bigint[]) $function$;

CREATE OR REPLACE FUNCTION access.appeal_facts(appeals bigint[])
 RETURNS TABLE(appeal_id bigint, child_id bigint, reference text, forename text, surname text, birth_date date, round text, school text, places integer, own_order boolean, criteria jsonb, explanation jsonb, distance text, protected boolean, died boolean, holds text, at_school boolean, waiting_position integer, waiting integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'appeals' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select x.id, a.child_id, a.reference, a.forename, a.surname, a.birth_date, r.name, coalesce(k.name, x.school_key), coalesce(k.places, 0),
    coalesce(k.own_order, false), (select coalesce(jsonb_agg(c.one->>'name' order by c.n), '[]') from jsonb_array_elements(k.settings->'criteria') with ordinality c(one, n)),
    s.explanation, s.distance,
    exists (select from access.shield h where h.child_id = j.child and access.at() >= h.starts_at and access.at() < h.ends_at),
    exists (select from public.entry e where e.kind = 'identity' and e.child_id = j.child and e.known_to = 'infinity' and e.seal is null and not e.held
      and e.body ? 'deathDate' and e.source_id <> all (access.withdrawn_sources())),
    (select coalesce(n.name, o.school_key) from public.admission_offer o left join public.admission_school n on n.round_id = o.round_id and n.key = o.school_key
      and n.known_to = 'infinity' where o.application_id = a.id and o.ended is null and o.standing = 'held'),
    exists (select from public.admission_offer o where o.application_id = a.id and o.school_key = x.school_key and o.ended is null and o.given_by <> 'appeal'),
    (select w.position from public.admission_waiting w where w.round_id = x.round_id and w.school_key = x.school_key and w.application_id = a.id
      and w.known_to = 'infinity'),
    (select count(*)::integer from public.admission_waiting w where w.round_id = x.round_id and w.school_key = x.school_key and w.known_to = 'infinity')
  from public.admission_appeal x join public.admission_application a on a.id = x.application_id join public.admission_round r on r.id = x.round_id
    left join lateral (select coalesce(q.redirect_to, q.id) as child from public.person q where q.id = a.child_id) j on true
    left join public.admission_school k on k.round_id = x.round_id and k.key = x.school_key and k.known_to = 'infinity'
    left join public.admission_release l on l.round_id = x.round_id
    left join public.admission_standing s on s.run_id = l.run_id and s.application_id = a.id and s.school_key = x.school_key
  where x.id = any (appeals) and (a.child_id is null or a.child_id <> all ((select access.refused_with_joined())::bigint[]));
end $function$;

CREATE OR REPLACE FUNCTION access.appeal_refusals(wanted text, born date, address uuid)
 RETURNS TABLE(application uuid, application_id bigint, round_id bigint, round text, reference text, forename text, surname text, child_id bigint, school_key text, school text, refused_on date, appealed boolean, sort text, in_year boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'appeals' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select a.uuid, a.id, a.round_id, r.name, a.reference, a.forename, a.surname, a.child_id, p.school_key, coalesce(k.name, p.school_key),
    coalesce(y.refused_on, case when s.explanation is not null then (l.released_at at time zone 'Europe/London')::date end),
    exists (select from public.admission_appeal x where x.application_id = a.id and x.school_key = p.school_key and x.withdrawn_on is null),
    coalesce(s.explanation->>'appeal', 'prejudice'), y.id is not null
  from public.admission_application a join public.admission_round r on r.id = a.round_id
    join public.admission_release l on l.round_id = r.id and l.released_at is not null
    join public.admission_preference p on p.application_id = a.id and p.known_to = 'infinity'
    left join public.admission_school k on k.round_id = a.round_id and k.key = p.school_key and k.known_to = 'infinity'
    left join public.admission_standing s on s.run_id = l.run_id and s.application_id = a.id and s.school_key = p.school_key
    left join public.in_year_refusal y on y.application_id = a.id and y.school_key = p.school_key
  where a.state = 'live' and ((lower(a.reference) = lower(wanted) and a.birth_date = born) or a.uuid = address) and k.council is null
    and (a.child_id is null or a.child_id <> all ((select access.refused_with_joined())::bigint[]))
    and (s.explanation is not null or y.id is not null
      or exists (select from public.admission_waiting w where w.application_id = a.id and w.school_key = p.school_key))
    and not exists (select from public.admission_offer o where o.application_id = a.id and o.school_key = p.school_key and o.ended is null)
  order by a.id, p.rank;
end $function$;

CREATE OR REPLACE FUNCTION access.appeal_rounds()
 RETURNS TABLE(round_id bigint, lodge_by date)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'appeals' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select r.id, r.appeals_lodge_by from public.admission_round r;
end $function$;

CREATE OR REPLACE FUNCTION access.appeal_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (new.outcome, new.finding, new.decided_on, new.decided_by, new.hearing_id, new.withdrawn_on)
    is distinct from (old.outcome, old.finding, old.decided_on, old.decided_by, old.hearing_id, old.withdrawn_on) then
    raise exception 'A decision of a panel stays as it is' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION access.ask_to_end_conflict(of uuid, who bigint, words text)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update access.conflict c set asked_by = who, asked_at = access.at(), asked_reason = words from access.conflicts_in_sight() s
    where s.uuid = of and c.uuid = of and c.asked_by is null and who = any (access.principals()) returning c.child_id $function$;

CREATE OR REPLACE FUNCTION access.ask_to_open(of uuid, who bigint, words text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare it constant bigint := access.shield_to_change(of, who);
begin
  update access.shield set asked_by = who, asked_at = access.at(), asked_reason = words where id = it and asked_by is null;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION access.at()
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin return (access.context())[6]::timestamptz; end $function$;

CREATE OR REPLACE FUNCTION access.barred(sources text[], keys text[])
 RETURNS TABLE(a integer, b integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') not in ('linker', 'clearing-house') then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
    with n as (select s, k, i::integer from unnest(sources, keys) with ordinality as t(s, k, i))
    select x.i, y.i from access.barrier z join n x on x.s = z.a_source and x.k = z.a_key join n y on y.s = z.b_source and y.k = z.b_key;
end $function$;

CREATE OR REPLACE FUNCTION access.child_facts(address uuid)
 RETURNS TABLE(child_id bigint, moved boolean, shield text, allowed boolean, conflict text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with me as (select access.principals() as p, access.at() as t),
  found as (select coalesce(q.redirect_to, q.id) as id, q.redirect_to is not null as moved from public.person q where q.uuid = address and q.has_record)
  select found.id, found.moved,
    (select s.kind from access.shield s where s.child_id = found.id and s.kind <> 'protected' and not (s.while_asked and access.waits_for_others(s)) and me.t >= s.starts_at and me.t < s.ends_at order by s.kind desc limit 1),
    -- on the list of every shield: of two, the stricter wins, here as in access.refused()
    not exists (select 1 from access.shield s where s.child_id = found.id and s.kind <> 'protected' and not (s.while_asked and access.waits_for_others(s)) and me.t >= s.starts_at and me.t < s.ends_at
      and not exists (select 1 from access.shield_allowed a where a.shield_id = s.id and a.principal = any (me.p))),
    (select f.why from access.conflict f where f.child_id = found.id and f.user_id = any (me.p) and me.t >= f.starts_at and me.t < f.ends_at)
  from found, me $function$;

CREATE OR REPLACE FUNCTION access.close_family()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  family bigint := access.family();
begin
  if family is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  update access.family_account a set closed_as = access.family_mark(a), closed_at = access.at(), issuer = 'closed', subject = gen_random_uuid()::text,
    email = '', mark = null where a.family_id = family;
  update access.principal set active = false where id = family;
  delete from access.family_session where family_id = family;
end $function$;

CREATE OR REPLACE FUNCTION access.conflicts_in_sight()
 RETURNS SETOF access.conflict
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select f.* from access.conflict f join public.person p on p.id = f.child_id and p.redirect_to is null
  where (select access.actor()) = 'audit' and (select access.at()) >= f.starts_at and (select access.at()) < f.ends_at
    and f.user_id <> all ((select access.principals())::bigint[]) and f.child_id <> all ((select access.refused())::bigint[]) $function$;

CREATE OR REPLACE FUNCTION access.conflicts_that_hold(first integer, most integer)
 RETURNS TABLE(conflict uuid, who text, title text, role text, record text, since timestamp with time zone, own boolean, declared_by text, asked_by bigint, asked_name text, asked_at timestamp with time zone, asked_reason text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select f.uuid, u.name, u.title, (select min(h.role) from access.role_held h where h.user_id = u.id and access.at() >= h.starts_at and access.at() < h.ends_at),
    left(p.uuid::text, 8), nullif(f.starts_at, '-infinity'), coalesce(f.declared_by = f.user_id, false), d.name, f.asked_by, a.name, f.asked_at,
    case when f.asked_by is not null then f.asked_reason end
  from access.conflicts_in_sight() f join access.principal u on u.id = f.user_id join public.person p on p.id = f.child_id
    left join access.principal d on d.id = f.declared_by left join access.principal a on a.id = f.asked_by
  order by f.asked_at nulls last, f.starts_at desc, f.uuid offset first limit most $function$;

CREATE OR REPLACE FUNCTION access.consented(sights text[])
 RETURNS bigint[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(distinct c.child_id * 4 + l.level), '{}')
  from access.consent c
    cross join lateral (
      select g.max_sensitivity, g.named from access.grant_row g where g.child_id = c.child_id and g.limit_mask & c.category_bit <> 0
      union all
      select g.max_sensitivity, g.named from access.roll r join access.grant_row g on g.establishment_id = r.establishment_id
      where r.child_id = c.child_id and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date
        and g.limit_mask & c.category_bit <> 0) g
    cross join lateral generate_series(0, least(g.max_sensitivity, greatest(((select access.masks()))[6], case when g.named then 4 else 0 end)) - 1) as l(level)
  where c.opens = any (sights) and c.child_id <> all ((select access.refused())::bigint[]) $function$;

CREATE OR REPLACE FUNCTION access.consented_contacts()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$ select access.consented('{contact,summary}') $function$;

CREATE OR REPLACE FUNCTION access.consented_summaries()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$ select access.consented('{summary}') $function$;

CREATE OR REPLACE FUNCTION access.context()
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  raw text := nullif(current_setting('throughline.context', true), '');
  parts text[];
  secret bytea;
begin
  if raw is null then return null; end if;
  parts := string_to_array(raw, '|');
  if array_length(parts, 1) <> 9 or parts[1] <> 'v1' then
    raise insufficient_privilege using message = 'The access context is not well formed.';
  end if;
  select k.key into secret from access.key k where k.name = 'context';
  if secret is null or encode(sha256(secret || sha256(secret || convert_to(array_to_string(parts[1:8], '|'), 'UTF8'))), 'hex') <> parts[9] then
    raise insufficient_privilege using message = 'The access context is not signed.';
  end if;
  if parts[7]::bigint < extract(epoch from clock_timestamp()) then
    raise insufficient_privilege using message = 'The access context has expired.';
  end if;
  return parts;
end $function$;

CREATE OR REPLACE FUNCTION access.copy_refusals(from_children bigint[], to_children bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  held record;
  made bigint;
begin
  if access.actor() is null or access.actor() not in ('linker', 'clearing-house') then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  for held in
    select distinct p.t, s.* from unnest(from_children, to_children) as p(f, t) join access.shield s on s.child_id = p.f
    where p.f <> p.t and s.ends_at > access.at()
      and not (s.while_asked and exists (select from public.link l where l.person_id = p.t and l.known_from < access.at()))
      and not exists (select 1 from access.shield h where h.child_id = p.t and h.kind = s.kind and h.reason = s.reason
                      and h.starts_at = s.starts_at and h.ends_at = s.ends_at and h.holder is not distinct from s.holder)
  loop
    insert into access.shield (child_id, kind, reason, holder, starts_at, ends_at, review_on, covers, decided_by, decided_at, while_asked)
      values (held.t, held.kind, held.reason, held.holder, held.starts_at, held.ends_at, held.review_on, held.covers, held.decided_by, held.decided_at, held.while_asked) returning id into made;
    insert into access.shield_allowed (shield_id, principal) select made, a.principal from access.shield_allowed a where a.shield_id = held.id;
  end loop;
  insert into access.conflict (user_id, child_id, why, starts_at, ends_at, declared_by, ended_by)
  select distinct on (c.user_id, p.t) c.user_id, p.t, c.why, c.starts_at, c.ends_at, c.declared_by, c.ended_by
  from unnest(from_children, to_children) as p(f, t) join access.conflict c on c.child_id = p.f
  where p.f <> p.t order by c.user_id, p.t, c.ends_at desc
  on conflict (user_id, child_id) do update set starts_at = least(conflict.starts_at, excluded.starts_at), ends_at = greatest(conflict.ends_at, excluded.ends_at);
end $function$;

CREATE OR REPLACE FUNCTION access.cover_home(main bigint, other bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  made bigint;
begin
  if access.actor() is distinct from 'vault' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  insert into access.shield (child_id, kind, reason, holder, starts_at, ends_at, review_on, covers)
    select other, 'protected', 'Lives with a child whose address is protected', s.holder, access.at(), s.ends_at, s.review_on, s.id
    from access.shield s where s.id = main returning id into made;
  insert into access.shield_allowed (shield_id, principal) select made, a.principal from access.shield_allowed a where a.shield_id = main;
  update access.grant_row g set named = true, max_sensitivity = 4 from access.shield_allowed a
    where a.shield_id = main and g.principal = a.principal and g.child_id = other and g.ends_at > access.at() and g.extra_mask = 0;
end $function$;

CREATE OR REPLACE FUNCTION access.decide_home(kept uuid, keep boolean, who bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.actor() is distinct from 'recorder' or who <> all (access.principals()) or not exists (select from access.homes_to_decide() h where h.home = kept) then return false; end if;
  update access.shield set decided_by = who, decided_at = access.at(), ends_at = case when keep then ends_at else access.at() end
    where uuid = kept and decided_at is null;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION access.declare_conflict(children bigint[], sort text, who bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not coalesce(access.actor() = 'recorder' and who = any (access.principals())
      or access.actor() = 'audit' and who <> all (access.principals()) and not children && access.refused(), false) then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  insert into access.conflict (user_id, child_id, why, starts_at, declared_by) select who, c, sort, access.at(),
      case when access.actor() = 'recorder' then who else (select p.id from access.principal p where p.id = any (access.principals()) and p.kind = 'user') end
    from unnest(children) c
    on conflict (user_id, child_id) do update set why = excluded.why, ends_at = 'infinity', asked_by = null, asked_at = null,
      starts_at = case when conflict.ends_at > access.at() then least(conflict.starts_at, excluded.starts_at) else excluded.starts_at end,
      declared_by = case when conflict.ends_at > access.at() then conflict.declared_by else excluded.declared_by end;
end $function$;

CREATE OR REPLACE FUNCTION access.desk_counts()
 RETURNS TABLE(cases integer, imports integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (access.masks())[4] = 0 then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select (select count(*)::integer from public.review_case c
      join public.source_person a on a.id = c.a_source_person join public.source_person b on b.id = c.b_source_person
      where c.state = 'open' and c.kind <> 'sealed'
        and c.id <> all ((select access.answered_cases())::bigint[]) and (not c.to_senior or (select access.settles_cases()))
        and a.person_id <> all ((select access.refused())::bigint[]) and b.person_id <> all ((select access.refused())::bigint[])),
    (select count(*)::integer from public.import_run r where r.state in ('received', 'reading', 'linking', 'waiting', 'failed'));
end $function$;

CREATE OR REPLACE FUNCTION access.destroy_part(ending bigint)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION access.destroy_record(ending bigint)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
  delete from access.look_to_ask l where l.child_id = any (r.people);
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
end $function$;

CREATE OR REPLACE FUNCTION access.destroy_told(r access.record_reach)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION access.empty_held_content()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  new.held_content := null;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION access.end_covered()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update access.shield set ends_at = new.ends_at where covers = new.id and ends_at > new.ends_at;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.end_kept()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform access.forget_named(new.id, new.ends_at);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.end_named_parts()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update access.grant_row g set ends_at = m.ends_at from gone m join access.grant_row t on t.principal = m.team_id
    where m.ends_at < 'infinity' and t.involvement_id = g.involvement_id and t.reason <> 'named-part' and g.reason = 'named-part' and g.principal = m.user_id
      and g.ends_at > m.ends_at
      and not exists (select from access.membership o where o.user_id = m.user_id and o.team_id = m.team_id and o.ends_at > m.ends_at);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.end_while_asked()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update access.grant_row g set ends_at = greatest(new.ends_at, g.starts_at) where g.child_id = new.child_id and g.reason = 'holder' and g.ends_at > new.ends_at
    and not exists (select from access.shield o join access.shield_allowed b on b.shield_id = o.id
      where o.child_id = new.child_id and o.id <> new.id and o.kind = 'sealed' and b.principal = g.principal and o.ends_at > new.ends_at);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.establishments()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(distinct g.establishment_id), '{}') from access.grant_row g
  where g.establishment_id is not null and g.principal = any ((select access.principals())::bigint[]) $function$;

CREATE OR REPLACE FUNCTION access.facts_stay()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  left_behind boolean;
begin
  case tg_table_name
    when 'person' then left_behind := exists (select from gone g join public.entry e on e.child_id = g.id);
    when 'source_person' then left_behind := exists (select from gone g join public.entry e on e.source_person_id = g.id);
    when 'source_record' then left_behind := exists (select from gone g join public.entry e on e.source_record_id = g.id);
    when 'import_run' then left_behind := exists (select from gone g join public.entry e on e.run_id = g.id);
    when 'source' then left_behind := exists (select from gone g join public.entry e on e.source_id = g.id);
  end case;
  if left_behind then raise foreign_key_violation using message = 'Facts hang on what is taken away.'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.family()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select case when c[2] = 'family' then c[3]::bigint end from (select access.context() as c) x $function$;

CREATE OR REPLACE FUNCTION access.family_appeals_to()
 RETURNS TABLE(address text, email text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.family() is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select a.address, a.email from public.appeal_address a
    where a.true_from <= (access.at() at time zone 'Europe/London')::date order by a.true_from desc, a.id desc limit 1;
end $function$;

CREATE OR REPLACE FUNCTION access.family_days()
 RETURNS TABLE(round_id bigint, offer_day date, appeals_by date)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.family() is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select r.id, r.offer_day, r.appeals_lodge_by from public.admission_round r
  where r.year_group is null and exists (select from public.family_application f where f.round_id = r.id and f.family_id = access.family());
end $function$;

CREATE OR REPLACE FUNCTION access.family_mark(account access.family_account)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
RETURN COALESCE((account).mark, sha256(convert_to((((account).issuer || '
'::text) || (account).subject), 'UTF8'::name)));

CREATE OR REPLACE FUNCTION access.family_news(only_family bigint)
 RETURNS TABLE(family_id bigint, sort text, about bigint, said text, children bigint[], draft bytea, mail_id bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION access.family_outcomes()
 RETURNS TABLE(sent_id bigint, released_at timestamp with time zone, quiet boolean, in_run boolean, in_year boolean, offers jsonb, refusals jsonb, waiting jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.family() is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query with own as materialized (
    select f.id, a.id as application_id, a.round_id, a.state, coalesce(p.redirect_to, p.id) as child, l.run_id, l.released_at, n.year_group is not null as in_year
    from public.family_application f join public.admission_release l on l.round_id = f.round_id and l.released_at is not null
      join public.admission_round n on n.id = f.round_id join public.admission_application a on a.id = f.application_id left join public.person p on p.id = coalesce(a.child_id, f.child_id)
    where f.family_id = access.family() and f.state = 'taken'),
  judged as materialized (select own.*, own.state <> 'live'
      or exists (select from access.shield s where s.child_id = own.child and access.at() >= s.starts_at and access.at() < s.ends_at)
      or exists (select from public.entry e where e.child_id = own.child and e.kind = 'identity' and e.known_to = 'infinity' and e.body ? 'deathDate')
      or exists (select from public.entry e where e.child_id = own.child and e.kind = 'family-person' and e.known_to = 'infinity' and e.status = 'none'
        and e.body->>'gone' is null)
      or exists (select from public.entry e where e.kind = 'danger-note' and e.known_to = 'infinity' and e.body->>'sort' = 'not-to-meet'
        and e.true_to > access.at()::date and (e.child_id = own.child or (e.child_id is null and e.uprn in
          (select m.uprn from public.household_member m where m.child_id = own.child and m.true_to > access.at()::date)))) as quiet
    from own)
  select j.id, j.released_at, j.quiet, x.in_run, j.in_year, x.offers, x.refusals, x.waiting from judged j left join lateral (
    select exists (select from public.admission_place y where y.run_id = j.run_id and y.application_id = j.application_id) as in_run,
      (select coalesce(jsonb_agg(jsonb_build_object('address', o.uuid, 'school', coalesce(k.name, o.school_key), 'rank', o.rank, 'standing', o.standing,
          'offeredAt', o.offered_at, 'ended', o.ended, 'reply', r.reply, 'wantsNoHigher', coalesce(r.wants_no_higher, false),
          'answerBy', (select max(m.answer_by) from public.admission_reminder m where m.offer_id = o.id)) order by o.id desc), '[]')
        from public.admission_offer o left join public.admission_school k on k.round_id = o.round_id and k.key = o.school_key and k.known_to = 'infinity'
          left join public.admission_reply r on r.offer_id = o.id and r.known_to = 'infinity'
        where o.application_id = j.application_id) as offers,
      (select coalesce(jsonb_agg(jsonb_build_object('school', coalesce(k.name, s.school_key), 'rank', s.rank, 'words', s.explanation->>'words') order by s.rank), '[]')
        from public.admission_standing s left join public.admission_school k on k.round_id = j.round_id and k.key = s.school_key and k.known_to = 'infinity'
        where s.run_id = j.run_id and s.application_id = j.application_id and s.explanation is not null)
      || (select coalesce(jsonb_agg(jsonb_build_object('school', coalesce(k.name, y.school_key), 'rank', p.rank, 'words', y.why, 'on', y.refused_on) order by p.rank), '[]')
        from public.in_year_refusal y left join public.admission_school k on k.round_id = j.round_id and k.key = y.school_key and k.known_to = 'infinity'
          join public.admission_preference p on p.application_id = y.application_id and p.school_key = y.school_key and p.known_to = 'infinity'
        where y.application_id = j.application_id) as refusals,
      (select coalesce(jsonb_agg(jsonb_build_object('school', k.name, 'position', w.position, 'equal', w.equal,
          'of', (select count(*) from public.admission_waiting n where n.round_id = j.round_id and n.school_key = w.school_key and n.known_to = 'infinity'),
          'criterion', w.criterion, 'criterionName', k.settings->'criteria'->w.criterion::integer->>'name', 'distance', w.distance, 'moved', w.moved,
          'ownOrder', k.own_order) order by k.name, k.key), '[]')
        from public.admission_waiting w join public.admission_school k on k.round_id = w.round_id and k.key = w.school_key and k.known_to = 'infinity'
        where w.round_id = j.round_id and w.application_id = j.application_id and w.known_to = 'infinity') as waiting
  ) x on not j.quiet;
end $function$;

CREATE OR REPLACE FUNCTION access.family_places(child bigint)
 RETURNS TABLE(relative_id bigint, kind text, body jsonb, source_person_id bigint, school text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with known as (
    select s.child_id from access.shield s join access.shield_allowed a on a.shield_id = s.id
    where s.kind in ('protected', 'sealed') and access.at() >= s.starts_at and access.at() < s.ends_at and s.child_id <> child
      and a.principal = any ((select access.principals())::bigint[])),
  relative as (
    select k.child_id from known k where exists (
      select from public.family_member m join public.family_member o on o.family_id = m.family_id
      where m.child_id = child and o.child_id = k.child_id and m.known_to = 'infinity' and o.known_to = 'infinity')
    union select k.child_id from known k where exists (
      select from public.household_member m join public.household_member o on o.uprn = m.uprn where m.child_id = child and o.child_id = k.child_id)
    union select k.child_id from known k where exists (
      select from public.relationship r where r.known_to = 'infinity' and ((r.child_id = child and r.other_id = k.child_id) or (r.child_id = k.child_id and r.other_id = child)))
    union select k.child_id from known k where exists (
      select from public.relationship r join public.relationship o on o.other_id = r.other_id
      where r.child_id = child and o.child_id = k.child_id and r.known_to = 'infinity' and o.known_to = 'infinity'))
  select e.child_id, e.kind, e.body, e.source_person_id, (select x.name from access.establishment x where x.laestab = e.body->>'laestab')
  from public.entry e where e.child_id in (select child_id from relative) and e.known_to = 'infinity' and e.kind in ('address', 'contact-detail', 'enrolment', 'doctor', 'carer')
    and child <> all ((select access.refused())::bigint[]) and e.child_id <> all ((select access.refused())::bigint[]) $function$;

CREATE OR REPLACE FUNCTION access.family_rounds()
 RETURNS TABLE(id bigint, address uuid, name text, born_from date, born_to date, closes_on date, year_group text, schools jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare today date := (access.at() at time zone 'Europe/London')::date;
begin
  if access.family() is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select r.id, r.uuid, r.name, r.born_from, r.born_to, r.closes_on, r.year_group,
    (select jsonb_agg(jsonb_build_object('key', k.key, 'name', k.name || case when k.council is null then '' else ' (another council’s school)' end,
        'settings', k.settings) order by k.council is not null, k.name, k.key)
      from public.admission_school k where k.round_id = r.id and k.known_to = 'infinity')
  from public.admission_round r
  where r.online_from <= today
    and exists (select from public.admission_school k where k.round_id = r.id and k.known_to = 'infinity' and k.council is null)
    and case when r.year_group is not null then today <= r.closes_on
      else not exists (select from public.admission_release l where l.round_id = r.id and l.released_at is not null) end
  order by r.year_group is not null, r.closes_on, r.born_from desc, r.id;
end $function$;

CREATE OR REPLACE FUNCTION access.family_sent_before()
 RETURNS TABLE(told integer, sent integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select (select count(*)::integer from public.family_told t where t.family_id = any (c.ids) and t.told_at > access.at() - interval '24 hours'),
    (select count(*)::integer from public.family_application f where f.family_id = any (c.ids) and f.sent_at > access.at() - interval '24 hours')
  from (select array(select b.family_id from access.family_account a join access.family_account b on b.closed_as = access.family_mark(a)
    where a.family_id = access.family()) as ids) c
$function$;

CREATE OR REPLACE FUNCTION access.feed_troubles()
 RETURNS TABLE(pulls integer, services integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (access.masks())[4] = 0 then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select (select count(*)::integer from public.feed_pull p where p.token <> '' and p.problem is not null),
    (select count(distinct d.service)::integer from public.told_delivery d where d.unreached);
end $function$;

CREATE OR REPLACE FUNCTION access.follow_oversight()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update access.grant_row g set ends_at = g.ends_at where g.principal = new.team_id and g.involvement_id is not null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.follow_reasons()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  overseen bigint[];
  oversights bigint[];
begin
  select array_agg(distinct f.id), array_agg(distinct o.id) into overseen, oversights
  from fresh f join access.oversight o on o.team_id = f.principal where f.involvement_id is not null;
  if overseen is not null then perform access.write_oversight(overseen, oversights); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.forget_adopters(left_before date, ordered_before date)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  gone bigint[];
begin
  if access.actor() is distinct from 'keeper' or left_before > access.at() - interval '1 year' or ordered_before > access.at() - interval '99 years' then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  gone := array(select a.id from public.adopters a where case
    when exists (select from public.adopters_step s where s.adopters_id = a.id and s.step = 'order' and s.taken_back_at is null)
      then not exists (select from public.adopters_step s where s.adopters_id = a.id and s.taken_back_at is null and s.on_day >= ordered_before)
    else exists (select from public.adopters_step s where s.adopters_id = a.id and s.step = 'left' and s.taken_back_at is null and s.on_day < left_before) end
    for update skip locked);
  delete from public.adopters_step s where s.adopters_id = any(gone);
  delete from public.adopters a where a.id = any(gone);
  return cardinality(gone);
end $function$;

CREATE OR REPLACE FUNCTION access.forget_families(since timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  gone bigint[];
begin
  if access.actor() is distinct from 'keeper' or since > access.at() - interval '1 year' then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  gone := array(select a.family_id from access.family_account a where a.last_sign_in_at < since
    and not exists (select from public.family_told t where t.family_id = a.family_id)
    and not exists (select from public.family_application f where f.family_id = a.family_id)
    and not exists (select from public.family_draft d where d.family_id = a.family_id) for update skip locked);
  delete from access.family_session s where s.family_id = any(gone);
  delete from access.family_account a where a.family_id = any(gone);
  return cardinality(gone);
end $function$;

CREATE OR REPLACE FUNCTION access.forget_named(kept bigint, moment timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update access.grant_row g set named = false, max_sensitivity = least(g.max_sensitivity, 3)
  from access.shield s join access.shield_allowed a on a.shield_id = s.id
  where s.id = kept and g.child_id = s.child_id and g.principal = a.principal and g.named and g.extra_mask = 0 and g.ends_at > moment
    and not exists (select from access.shield o join access.shield_allowed b on b.shield_id = o.id
      where o.child_id = s.child_id and o.id <> s.id and b.principal = a.principal and moment < o.ends_at) $function$;

CREATE OR REPLACE FUNCTION access.guarded(children bigint[])
 RETURNS TABLE(child_id bigint, kind text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') not in ('linker', 'clearing-house') then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select x.child_id, max(x.kind) from (
    select s.child_id, s.kind from access.shield s
    where s.child_id = any (children) and not s.while_asked and access.at() >= s.starts_at and access.at() < s.ends_at
    union all
    select e.child_id, 'protected' from public.entry e
    where e.child_id = any (children) and e.seal is not null and e.kind in ('address', 'contact-detail', 'enrolment')) x group by x.child_id;
end $function$;

CREATE OR REPLACE FUNCTION access.guards_place(child bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select 1 from access.shield s join access.shield_allowed a on a.shield_id = s.id
    where s.child_id = child and s.kind = 'protected' and access.at() >= s.starts_at and access.at() < s.ends_at
      and a.principal = any (access.principals())) $function$;

CREATE OR REPLACE FUNCTION access.had_reason(who bigint, child bigint, moment timestamp with time zone, given boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from access.grant_row g
    where (g.principal = who or g.principal in (select m.team_id from access.membership m where m.user_id = who and m.starts_at <= moment and m.ends_at > moment))
      and g.starts_at <= moment and g.ends_at > moment
      and (g.child_id = child and (not given and g.reason <> 'urgent' or given and (g.reason = 'request' or g.involvement_id is not null))
        or g.establishment_id is not null and exists (select from access.roll r where r.establishment_id = g.establishment_id and r.child_id = child
          and r.starts_on <= moment::date and r.ends_on >= moment::date))
      and (not given or g.involvement_id is null or not exists (select from public.involvement i join public.involvement b on b.child_id = i.child_id and b.principal_id = i.principal_id and b.kind = i.kind
          and b.true_from = i.true_from where i.id = g.involvement_id and b.created_by = who and b.true_to = 'infinity'))) $function$;

CREATE OR REPLACE FUNCTION access.held_children()
 RETURNS bigint[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.actor() is distinct from 'vault' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return (select coalesce(array_agg(distinct s.child_id), '{}') from access.shield s
    where s.kind in ('protected', 'sealed') and not s.while_asked and access.at() < s.ends_at);
end $function$;

CREATE OR REPLACE FUNCTION access.hidden_places()
 RETURNS bigint[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  c constant text[] := access.context();
  mine constant bigint[] := coalesce(string_to_array(nullif(c[4], ''), ',')::bigint[], '{}');
  moment constant timestamptz := c[6]::timestamptz;
begin
  if c[2] = 'actor' then return '{}'; end if;
  return (select coalesce(array_agg(s.child_id), '{}') from access.shield s
    where s.kind = 'protected' and moment >= s.starts_at and moment < s.ends_at
      and not exists (select 1 from access.shield_allowed a where a.shield_id = s.id and a.principal = any (mine))
      and not (s.while_asked and access.waits_for_others(s)));
end $function$;

CREATE OR REPLACE FUNCTION access.hidden_sources()
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), 'rules') <> 'rules' then return '{}'; end if;
  return (select coalesce(array_agg(s.id), '{}') from public.source s where s.agreement_withdrawn_at is not null);
end $function$;

CREATE OR REPLACE FUNCTION access.hide_late_persons()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into access.hidden_person select f.id from fresh f join public.source s on s.id = f.source_id where s.agreement_withdrawn_at is not null
  on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.hide_persons()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.agreement_withdrawn_at is null then
    delete from access.hidden_person h using public.source_person p where p.id = h.source_person_id and p.source_id = new.id;
  else
    insert into access.hidden_person select p.id from public.source_person p where p.source_id = new.id on conflict do nothing;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.hold_at_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform job.add('hold-places-now', '{}', 'hold-places-now', null, null, null, null);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.hold_child()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  lock table public.search_key in row share mode;
  perform from public.person p where p.id = new.child_id for key share;
  if not found then raise foreign_key_violation using message = 'A fact is of a child that is there.'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.hold_facts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  children bigint[]; told bigint[]; source_rows bigint[]; runs bigint[]; sources text[];
begin
  lock table public.search_key in row share mode;
  select array_agg(distinct f.child_id) filter (where f.child_id is not null), array_agg(distinct f.source_person_id) filter (where f.source_person_id is not null),
      array_agg(distinct f.source_record_id) filter (where f.source_record_id is not null), array_agg(distinct f.run_id) filter (where f.run_id is not null),
      array_agg(distinct f.source_id) filter (where f.source_id is not null)
    into children, told, source_rows, runs, sources from fresh f;
  if cardinality(children) > (select count(*) from (select from public.person p where p.id = any (children) order by p.id for key share) l)
    or cardinality(told) > (select count(*) from (select from public.source_person s where s.id = any (told) order by s.id for key share) l)
    or cardinality(source_rows) > (select count(*) from (select from public.source_record r where r.id = any (source_rows) order by r.id for key share) l)
    or cardinality(runs) > (select count(*) from (select from public.import_run u where u.id = any (runs) order by u.id for key share) l)
    or cardinality(sources) > (select count(*) from (select from public.source s where s.id = any (sources) order by s.id for key share) l) then
    raise foreign_key_violation using message = 'A fact is of a child, a record, a run and a source that are there.';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.hold_while_asked()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into access.grant_row (principal, child_id, reason, limit_mask, max_sensitivity, named, starts_at)
  select distinct new.principal, c.child_id, new.reason, new.limit_mask, new.max_sensitivity, true, new.starts_at
  from access.shield m join access.shield c on c.covers = m.id and c.while_asked and c.kind = 'sealed' and c.ends_at > new.starts_at
    join access.shield_allowed a on a.shield_id = c.id and a.principal = new.principal where m.child_id = new.child_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.hold_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform from public.search_word w where w.id in (select f.word_id from fresh f) order by w.id for key share;
  perform from public.person p where p.id in (select f.child_id from fresh f) order by p.id for key share;
  if exists (select from fresh f where not exists (select from public.search_word w where w.id = f.word_id)
      or not exists (select from public.person p where p.id = f.child_id)) then
    raise foreign_key_violation using message = 'A search token is of a word and a child that are there.';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.homes_to_compare()
 RETURNS TABLE(shield bigint, child bigint, other bigint, decided_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.actor() is distinct from 'vault' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
    with main as materialized (select s.id, s.child_id from access.shield s
      where s.kind = 'protected' and s.covers is null and access.at() >= s.starts_at and access.at() < s.ends_at),
    kin as (
      select m.id, r.other_id as other from main m join public.relationship r on r.child_id = m.child_id and r.known_to = 'infinity'
      union select m.id, r.child_id from main m join public.relationship r on r.other_id = m.child_id and r.known_to = 'infinity'
      union select m.id, o.child_id from main m join public.relationship r on r.child_id = m.child_id and r.known_to = 'infinity'
        join public.relationship o on o.other_id = r.other_id and o.known_to = 'infinity'
      union select m.id, o.child_id from main m join public.family_member f on f.child_id = m.child_id and f.known_to = 'infinity'
        join public.family_member o on o.family_id = f.family_id and o.known_to = 'infinity')
    select m.id, m.child_id, k.other, (select max(c.decided_at) from access.shield c where c.covers = m.id and not c.while_asked and c.child_id = k.other)
    from kin k join main m on m.id = k.id join public.person p on p.id = k.other and p.has_record and p.redirect_to is null
    where k.other <> m.child_id and not exists (select from access.shield h
      where h.child_id = k.other and not h.while_asked and h.kind in ('protected', 'sealed') and access.at() >= h.starts_at and access.at() < h.ends_at);
end $function$;

CREATE OR REPLACE FUNCTION access.homes_to_decide()
 RETURNS TABLE(home uuid, child bigint, other bigint, since timestamp with time zone, record boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.uuid, coalesce(p.redirect_to, p.id), coalesce(o.redirect_to, o.id), c.starts_at, c.while_asked
  from access.shield m join access.shield c on c.covers = m.id join public.person p on p.id = m.child_id join public.person o on o.id = c.child_id
  where c.decided_at is null and access.at() >= c.starts_at and access.at() < c.ends_at and access.at() < m.ends_at
    and m.child_id <> all ((select access.refused())::bigint[]) and c.child_id <> all ((select access.refused())::bigint[])
    and exists (select from access.shield_allowed a where a.shield_id = m.id and a.principal = any ((select access.principals())::bigint[])) $function$;

CREATE OR REPLACE FUNCTION access.is_kept(child bigint, today date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
RETURN (EXISTS (SELECT FROM access.record_ending e WHERE ((e.child_id IN (SELECT is_kept.child AS child UNION ALL SELECT p.id FROM person p WHERE (p.redirect_to = is_kept.child))) AND (e.kept_as IS NULL) AND (e.destroyed_at IS NULL) AND (e.withdrawn_at IS NULL) AND (e.kept_until > is_kept.today))));

CREATE OR REPLACE FUNCTION access.is_named(child bigint, who bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') not in ('arrangements', 'recorder', 'approvals') then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return exists (select from access.shield s join access.shield_allowed a on a.shield_id = s.id
    where s.child_id = child and a.principal = who and access.at() >= s.starts_at and access.at() < s.ends_at);
end $function$;

CREATE OR REPLACE FUNCTION access.is_own_family(who bigint, child bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from access.conflict f where f.child_id = child and f.user_id = who and access.at() >= f.starts_at and access.at() < f.ends_at) $function$;

CREATE OR REPLACE FUNCTION access.is_shielded(child bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from access.shield s where s.child_id = child and s.kind <> 'protected' and s.starts_at <= access.at() and s.ends_at > access.at()) $function$;

CREATE OR REPLACE FUNCTION access.keep_consents()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_op = 'INSERT' then
    if new.source_id = 'throughline' and new.author_id is not null and new.child_id is not null and new.body->>'state' = 'agreed' then
      insert into access.consent (child_id, category_bit, principal, opens, entry_id, starts_at, ends_at, known_from, withdrawn_at)
      select new.child_id, new.category_bit, w.who::bigint, new.body->>'opens', new.id,
        (new.body->>'on')::timestamp at time zone 'Europe/London', ((new.body->>'until')::date + 1)::timestamp at time zone 'Europe/London',
        new.known_from, new.known_to
      from jsonb_array_elements_text(new.body->'who') w(who);
    end if;
  else
    -- a record that is joined or split takes its consents along; one that is closed, whatever closed it, opens nothing more
    update access.consent c set child_id = coalesce(new.child_id, c.child_id), withdrawn_at = least(c.withdrawn_at, new.known_to)
    where c.entry_id = new.id;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.keep_record(named text, until date, why text, me bigint, OUT ending uuid, OUT child bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  ids bigint[];
begin
  if access.actor() is distinct from 'keeper' or me is null or me <> all (access.principals()) then raise insufficient_privilege using message = 'Not allowed.'; end if;
  if named !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{8}$' then return; end if;
  ids := array(with recursive named_so as (
      select p.id, p.redirect_to from public.person p
        where p.uuid >= rpad(named, 36, '00000000-0000-0000-0000-000000000000')::uuid
          and p.uuid <= (named || substr('ffffffff-ffff-ffff-ffff-ffffffffffff', length(named) + 1))::uuid
      union select p.id, p.redirect_to from public.person p join named_so n on p.id = n.redirect_to)
    select p.id from named_so n join public.person p on p.id = n.id
      where n.redirect_to is null and p.has_record and p.id <> all (access.refused()) limit 2);
  if cardinality(ids) <> 1 then return; end if;
  update access.record_ending e set kept_until = until, kept_why = why, kept_by = me, kept_at = access.at(),
      asked_by = null, asked_at = null, agreed_by = null, agreed_at = null
    where e.child_id = ids[1] and e.kept_as is null and e.destroyed_at is null and e.withdrawn_at is null
      and (coalesce(e.kept_until, '-infinity') <= until or e.kept_by = me)
    returning e.uuid into ending;
  if ending is null and not exists (select from access.record_ending e where e.child_id = ids[1] and e.kept_as is null and e.destroyed_at is null and e.withdrawn_at is null) then
    insert into access.record_ending (child_id, reference, kept_until, kept_why, kept_by, kept_at)
      select p.id, left(p.uuid::text, 8), until, why, me, access.at() from public.person p where p.id = ids[1] returning uuid into ending;
  end if;
  child := ids[1];
end $function$;

CREATE OR REPLACE FUNCTION access.keep_seals()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
AS $function$
begin
  if not exists (select from public.entry e where e.seal is not null) then return null; end if;
  update public.entry e set seal = k.seal from (
    select f.id, o.seal from fresh f join public.entry o on o.id = f.replaces
    where f.seal is null and o.seal is not null
    union
    select f.id, o.seal from fresh f join public.source_record r on r.id = f.source_record_id
      join public.entry o on o.seal is not null and o.source_id = f.source_id and o.kind = f.kind and o.category_bit = f.category_bit
      join public.source_record w on w.id = o.source_record_id and w.key = r.key
    where f.seal is null) k
  where e.id = k.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.keep_to_named(child bigint, sort text, why text, people bigint[], who bigint, review date, every_category bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare made bigint;
begin
  if coalesce(access.actor(), '') <> 'recorder' or who <> all (access.principals()) or who <> all (people) then raise insufficient_privilege using message = 'Not allowed.'; end if;
  if (select count(*) from access.principal p where p.id = any (people) and p.kind = 'user' and p.active) < 2 then
    raise check_violation using message = 'A record is kept to two people at least.';
  end if;
  if exists (select from access.own_shields() o where o.child = keep_to_named.child and o.kind = sort and not o.covered) then return false; end if;
  insert into access.shield (child_id, kind, reason, starts_at, review_on, kept_by) values (child, sort, why, access.at(), review, who) returning id into made;
  perform access.name_on_shield(made, people, every_category);
  perform access.tell_guardians_of_kept(child, who);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION access.keep_while_asked(persons bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  k record;
  made bigint;
begin
  if coalesce(access.actor(), '') not in ('linker', 'clearing-house') then raise insufficient_privilege using message = 'Not allowed.'; end if;
  update access.shield s set ends_at = access.at()
  where s.while_asked and s.child_id = any (persons) and s.ends_at > access.at()
    and (access.worked_unnamed(s.child_id, s.covers, s.starts_at) or not exists (select from access.shield m join public.person o on o.id = m.child_id
      join public.person p on p.id = s.child_id and p.redirect_to is null
      where m.id = s.covers and coalesce(o.redirect_to, o.id) <> s.child_id and case when s.decided_at is null
        then exists (select from public.review_case c where c.state in ('open', 'asked')
          and (c.a_person, c.b_person) in ((s.child_id, coalesce(o.redirect_to, o.id)), (coalesce(o.redirect_to, o.id), s.child_id)))
        -- one of the named people said that it stays: until the clearing house says that they are two children
        else not exists (select from public.pair_decision d join public.source_person a on a.id = d.a_source_person join public.source_person b on b.id = d.b_source_person
          where d.undone_at is null and d.decision <> 'same'
            and (a.person_id, b.person_id) in ((s.child_id, coalesce(o.redirect_to, o.id)), (coalesce(o.redirect_to, o.id), s.child_id))) end));
  for k in
    select distinct q.child, m.* from (
      select c.a_person as child, c.b_person as other from public.review_case c where c.state in ('open', 'asked') and c.a_person = any (persons)
      union select c.b_person, c.a_person from public.review_case c where c.state in ('open', 'asked') and c.b_person = any (persons)) q
    join access.shield m on m.child_id = q.other and q.other <> q.child and not m.while_asked and access.at() >= m.starts_at and access.at() < m.ends_at
    where not exists (select from access.shield o where o.child_id = q.child and (o.covers = m.id or not o.while_asked) and access.at() >= o.starts_at and access.at() < o.ends_at)
      -- told of for the first time now; or kept so before, until it was asked no more
      and (not exists (select from public.source_person s join public.link l on l.source_person_id = s.id where s.person_id = q.child and l.known_from < access.at())
        or exists (select from access.shield b where b.child_id = q.child and b.while_asked and b.covers = m.id and b.decided_at is null))
      and not access.worked_unnamed(q.child, m.id, 'infinity')
  loop
    insert into access.shield (child_id, kind, reason, holder, starts_at, ends_at, review_on, covers, while_asked)
      values (k.child, k.kind, 'May be the record of a child whose own is kept to named people', k.holder, access.at(), k.ends_at, k.review_on, k.id, true) returning id into made;
    insert into access.shield_allowed (shield_id, principal) select made, a.principal from access.shield_allowed a where a.shield_id = k.id;
    update access.grant_row g set named = true, max_sensitivity = 4 from access.shield_allowed a
      where a.shield_id = k.id and g.principal = a.principal and g.child_id = k.child and g.ends_at > access.at() and g.extra_mask = 0;
  end loop;
  -- A sealed record is its holders' without any work, and so is this one.
  insert into access.grant_row (principal, child_id, reason, limit_mask, max_sensitivity, named, starts_at)
  select distinct on (g.principal, s.child_id) g.principal, s.child_id, g.reason, g.limit_mask, g.max_sensitivity, true, access.at()
  from access.shield s join access.shield m on m.id = s.covers join access.grant_row g on g.child_id = m.child_id and g.reason = 'holder' and g.ends_at > access.at()
    join access.shield_allowed a on a.shield_id = s.id and a.principal = g.principal
  where s.while_asked and s.kind = 'sealed' and s.child_id = any (persons) and s.ends_at > access.at() and not exists (select from access.grant_row h
    where h.principal = g.principal and h.child_id = s.child_id and h.reason = 'holder' and h.ends_at > access.at());
end $function$;

CREATE OR REPLACE FUNCTION access.keeps_adopters()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from access.principal p where p.kind = 'team' and p.active and p.category = 'adoption' and p.id = any (access.principals())) $function$;

CREATE OR REPLACE FUNCTION access.kept_from_returns()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
AS $function$
  select coalesce(array_agg(distinct s.child_id), '{}') from access.shield s
  where s.kind in ('restricted', 'sealed') and access.at() >= s.starts_at and access.at() < s.ends_at and access.actor() = 'returns' $function$;

CREATE OR REPLACE FUNCTION access.kept_to_oversee()
 RETURNS TABLE(shield uuid, kind text, kept_by bigint, since timestamp with time zone, review_on date, named integer, working integer, renamed_by bigint, renamed_at timestamp with time zone, asked_at timestamp with time zone, ended_by bigint, ended_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.actor() is distinct from 'approvals' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select s.uuid, s.kind, s.kept_by, s.starts_at, s.review_on, n.named, n.working, s.renamed_by, s.renamed_at, s.asked_at, s.ended_by,
      nullif(s.ends_at, 'infinity')
    from access.shield s cross join lateral (select count(*)::integer as named, count(*) filter (where u.kind = 'team' or u.active)::integer as working
      from access.shield_allowed a join access.principal u on u.id = a.principal where a.shield_id = s.id) n
    where s.kept_by is not null and s.covers is null and s.ends_at > access.at() - interval '90 days'
      and not exists (select from unnest(access.principals()) w(who) where access.is_own_family(w.who, s.child_id));
end $function$;

CREATE OR REPLACE FUNCTION access.located_and_left(since timestamp with time zone, until timestamp with time zone, due timestamp with time zone)
 RETURNS TABLE(user_id bigint, role text, children integer, looks bigint[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  select e.user_id, e.role, count(distinct c.child)::integer, array_agg(e.id order by e.id)
  from access.principal u join access.access_event e on e.user_id = u.id and e.at >= since and e.at < until and e.rule = 'locate:found' join public.person p on p.id = e.child_id
    cross join lateral (select coalesce(p.redirect_to, p.id) as child) c
  where u.kind = 'user' and u.active and exists (select from access.role_held h where h.user_id = u.id and h.starts_at <= (select access.at()) and h.ends_at > (select access.at()))
    and not access.is_shielded(c.child)
    -- nothing that they did about the child, no work of theirs or of a team's with it, no contact about it
    and not exists (select from access.access_event d where d.user_id = e.user_id and d.child_id in (e.child_id, c.child) and d.outcome = 'done' and d.at >= e.at and d.at < due
      and d.rule not like 'locate:%')
    and not access.had_reason(e.user_id, c.child, e.at, false) and not access.had_reason(e.user_id, c.child, due, false)
    and not exists (select from public.front_door_contact f where c.child in (f.child_id, f.exact_id) and f.told_at >= e.at - interval '1 day' and f.told_at < due)
  group by 1, 2;
end $function$;

CREATE OR REPLACE FUNCTION access.lookers(children bigint[], since timestamp with time zone)
 RETURNS TABLE(user_id bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'clearing-house' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select distinct e.user_id from access.access_event e
    where e.child_id = any (children) and e.at >= since and e.outcome in ('shown', 'done') and e.user_id is not null;
end $function$;

CREATE OR REPLACE FUNCTION access.looks_after_work(since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(user_id bigint, child_id bigint, looks bigint[], ended timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  -- the end of a reason by work is the end of its grace
  with ended as materialized (select l.id, l.at, l.user_id, l.child_id, g.ended from access.looks_between(since, until) l
    join (select p.principal, p.child_id, p.ends_at as ended from access.grant_row p where p.involvement_id is not null and p.ends_at < until) g
      on g.principal = l.user_id and g.child_id = l.child_id and g.ended <= l.at)
  select e.user_id, e.child_id, array_agg(distinct e.id), max(e.ended) from ended e
  where not access.had_reason(e.user_id, e.child_id, e.at, false)
    -- urgent access is told and reviewed by itself
    and not exists (select from access.urgent_access a where a.user_id = e.user_id and a.child_id = e.child_id and a.starts_at <= e.at and a.ends_at > e.at)
  group by 1, 2;
end $function$;

CREATE OR REPLACE FUNCTION access.looks_at_carers_named(since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(user_id bigint, child_id bigint, looks bigint[], reader text, carer text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  with looked as materialized (select l.user_id as who, l.child_id as child, array_agg(l.id order by l.id) as looks from access.looks_between(since, until) l group by 1, 2)
  select distinct l.who, l.child, l.looks, u.name, coalesce(e.body->>'name', concat_ws(' ', e.body->>'forename', e.body->>'surname')) from looked l join access.principal u on u.id = l.who
    join public.entry e on e.child_id = l.child and e.kind in ('carer', 'family-person', 'identity') and e.known_to = 'infinity' and e.seal is null and e.source_id <> all (access.withdrawn_sources())
  -- names are compared whole by the rule; one that begins like no word of the reader’s cannot be theirs
  where lower(left(coalesce(e.body->>'name', concat_ws(' ', e.body->>'forename', e.body->>'surname')), 1)) in (select lower(left(w, 1)) from regexp_split_to_table(u.name, '[\s,]+') w);
end $function$;

CREATE OR REPLACE FUNCTION access.looks_at_namesakes(users bigint[], words text[], since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(user_id bigint, child_id bigint, looks bigint[], given boolean, days integer, bearers integer, children integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  with looked as materialized (select l.user_id as who, l.child_id as child, array_agg(l.id order by l.id) as looks, min(l.at) as first from access.looks_between(since, until) l group by 1, 2),
  same as (select distinct l.who, l.child, l.looks, l.first, w.id as word from looked l join unnest(users, words) n(who, word) on n.who = l.who
    join public.search_word w on w.word = n.word
    where exists (select from public.search_key k where k.child_id = l.child and k.word_id = w.id and k.field in ('surname', 'former') and not exists (select from access.hidden_person h where h.source_person_id = k.source_person_id)))
  select s.who, s.child, s.looks, access.had_reason(s.who, s.child, s.first, true),
    (select count(distinct (e.at at time zone 'Europe/London')::date)::integer from access.access_event e where e.user_id = s.who and e.child_id = s.child
      and e.outcome = 'shown' and e.actor is null and e.at > until - interval '30 days' and e.at < until),
    min((select count(distinct k.child_id)::integer from public.search_key k where k.word_id = s.word and k.field in ('surname', 'former') and not exists (select from access.hidden_person h where h.source_person_id = k.source_person_id))),
    (select count(*)::integer from public.person p where p.has_record and p.redirect_to is null)
  from same s group by s.who, s.child, s.looks, s.first;
end $function$;

CREATE OR REPLACE FUNCTION access.looks_at_own_postcode(since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(user_id bigint, child_id bigint, looks bigint[], given boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  -- where somebody lives is known only by the children of their own family or household who are shut to them
  with homes as materialized (select distinct c.user_id as who, k.word_id as word from access.conflict c join public.search_key k on k.child_id = c.child_id and k.field = 'postcode' and not exists (select from access.hidden_person h where h.source_person_id = k.source_person_id)
    where c.why in ('self', 'family', 'household') and c.starts_at <= access.at() and c.ends_at > access.at()),
  looked as (select l.user_id as who, l.child_id as child, array_agg(l.id order by l.id) as looks, min(l.at) as first from access.looks_between(since, until) l
    where l.user_id in (select h.who from homes h) group by 1, 2)
  select l.who, l.child, l.looks, access.had_reason(l.who, l.child, l.first, true) from looked l
  where exists (select from homes h join public.search_key k on k.word_id = h.word and k.field = 'postcode' and not exists (select from access.hidden_person h where h.source_person_id = k.source_person_id) where h.who = l.who and k.child_id = l.child);
end $function$;

CREATE OR REPLACE FUNCTION access.looks_between(since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(id bigint, at timestamp with time zone, user_id bigint, role text, child_id bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  -- of people who can be asked: a child’s record that was shown to them, not that a page of theirs listened, nor what a desk listed
  select e.id, e.at, e.user_id, e.role, coalesce(p.redirect_to, p.id)
  from access.principal u join access.access_event e on e.user_id = u.id and e.at >= since and e.at < until join public.person p on p.id = e.child_id
  where u.kind = 'user' and u.active and e.outcome = 'shown' and e.actor is null and e.action like '/children/:child%' and e.action not like '%/live'
    and exists (select from access.role_held h where h.user_id = u.id and h.starts_at <= (select access.at()) and h.ends_at > (select access.at())) $function$;

CREATE OR REPLACE FUNCTION access.looks_counted(since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(user_id bigint, role text, children integer, looks bigint[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  -- children who are shut to some take no part, so that no number tells of them
  select f.user_id, f.role, count(*)::integer, array_agg(f.id order by f.id)
  from (select distinct on (l.user_id, l.role, l.child_id) l.user_id, l.role, l.child_id, l.id from access.looks_between(since, until) l order by 1, 2, 3, 4) f
  where not exists (select from access.shield s where s.child_id = f.child_id and s.kind <> 'protected'
    and s.starts_at <= (select access.at()) and s.ends_at > (select access.at())) group by 1, 2;
end $function$;

CREATE OR REPLACE FUNCTION access.make_audit_month(month date)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  starts constant timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
  ends constant timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
  events constant text := 'audit_trail.' || to_char(month, '"events_"YYYY_MM');
begin
  if to_regclass(events) is not null then return; end if;
  lock table audit_trail.events_of_no_month in access exclusive mode;
  if to_regclass(events) is not null then return; end if; -- Another worker made it meanwhile.
  execute format('create table %s (like access.access_event including all excluding identity)', events);
  execute format('alter table %s enable row level security, force row level security', events);
  execute format('create policy definer on %s to %I using (true) with check (true)', events, current_user);
  execute format('with moved as (delete from audit_trail.events_of_no_month where at >= $1 and at < $2 returning *) insert into %s select * from moved', events)
    using starts, ends;
  execute format('alter table access.access_event attach partition %s for values from (%L) to (%L)', events, starts, ends);
end $function$;

CREATE OR REPLACE FUNCTION access.make_audit_months()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET lock_timeout TO '1s'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'audit' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  for ahead in 0..3 loop
    perform access.make_audit_month((access.at() at time zone 'UTC' + make_interval(months => ahead))::date);
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION access.mark_held()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  new.held := not new.held;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION access.masks()
 RETURNS bigint[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin return coalesce(string_to_array((access.context())[5], ',')::bigint[], '{0,0,0,0,0,0}'); end $function$;

CREATE OR REPLACE FUNCTION access.may_be_given(child bigint, people bigint[])
 RETURNS bigint[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(x.who), '{}') from unnest(people) as x(who)
  where child <> all (access.refused())
    and not exists (select from access.conflict f where f.child_id = child and f.user_id = x.who
      and access.at() >= f.starts_at and access.at() < f.ends_at)
    and not exists (select from access.shield s where s.child_id = child and s.kind <> 'protected' and not (s.while_asked and s.decided_at is null and access.told_by_own_school(child, array[x.who]))
      and access.at() >= s.starts_at and access.at() < s.ends_at
      and not exists (select from access.shield_allowed a where a.shield_id = s.id and a.principal = x.who)) $function$;

CREATE OR REPLACE FUNCTION access.name_for_covered()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into access.shield_allowed (shield_id, principal) select c.id, new.principal from access.shield c where c.covers = new.shield_id on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.name_on_shield(of bigint, people bigint[], every_category bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into access.shield_allowed (shield_id, principal) select of, unnest(people) on conflict do nothing;
  update access.grant_row g set named = true, max_sensitivity = 4 from access.shield s
    where s.id = of and g.child_id = s.child_id and g.principal = any (people) and g.ends_at > access.at() and g.extra_mask = 0 and g.max_sensitivity >= 3;
  insert into access.grant_row (principal, child_id, reason, limit_mask, max_sensitivity, named, starts_at)
    select w.who, s.child_id, 'holder', every_category, 4, true, access.at() from access.shield s, unnest(people) w(who)
    where s.id = of and s.kind = 'sealed' and not exists (select from access.grant_row g
      where g.principal = w.who and g.child_id = s.child_id and g.reason = 'holder' and g.ends_at = 'infinity') $function$;

CREATE OR REPLACE FUNCTION access.name_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise foreign_key_violation using message = 'Facts hang on a source by its name.';
end $function$;

CREATE OR REPLACE FUNCTION access.named_places()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(distinct coalesce(p.redirect_to, p.id)), '{}') from access.shield s join public.person p on p.id = s.child_id
  where s.kind = 'protected' and access.at() >= s.starts_at and access.at() < s.ends_at
    and exists (select from access.shield_allowed a where a.shield_id = s.id and a.principal = any ((select access.principals())::bigint[])) $function$;

CREATE OR REPLACE FUNCTION access.named_seals()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select coalesce(array_agg(r.seal_id), '{}') from access.fact_seal_reader r where r.user_id = any ((select access.principals())::bigint[]) $function$;

CREATE OR REPLACE FUNCTION access.night_duty(child bigint)
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.id from access.principal p
  where (select access.actor()) = 'recorder' and p.kind = 'user' and p.active
    and exists (select from access.role_held h where h.user_id = p.id and h.role = 'out-of-hours' and h.starts_at <= access.at() and h.ends_at > access.at())
    and not exists (select from access.conflict f where f.child_id = child and f.user_id = p.id and access.at() >= f.starts_at and access.at() < f.ends_at)
    and not exists (select from access.shield s where s.child_id = child and s.kind <> 'protected' and access.at() >= s.starts_at and access.at() < s.ends_at
      and not exists (select from access.shield_allowed a where a.shield_id = s.id and a.principal = p.id))
  order by p.id $function$;

CREATE OR REPLACE FUNCTION access.notes_at(children bigint[], places text[])
 RETURNS TABLE(child bigint, note entry)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.child, e from unnest(children, places) as p(child, place) join public.entry e on e.uprn = p.place and e.child_id is null
  where p.child <> all ((select access.refused())::bigint[])
    and exists (select from access.shield s join access.shield_allowed a on a.shield_id = s.id
      where s.child_id = p.child and s.kind in ('protected', 'sealed') and access.at() >= s.starts_at and access.at() < s.ends_at
        and a.principal = any ((select access.principals())::bigint[]))
    and exists (select from access.grant_row g where g.child_id = p.child and g.principal = any ((select access.principals())::bigint[])
      and access.at() >= g.starts_at and access.at() < g.ends_at and e.sensitivity <= least(g.max_sensitivity, ((select access.masks()))[6])
      and (((g.limit_mask & ((select access.masks()))[1]) | g.extra_mask) & e.category_bit <> 0
        or (e.summary and (g.limit_mask & ((select access.masks()))[2]) & e.category_bit <> 0))) $function$;

CREATE OR REPLACE FUNCTION access.only_own_telling()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(s.child_id), '{}') from access.shield s
  where s.while_asked and access.at() >= s.starts_at and access.at() < s.ends_at and access.waits_for_others(s)
    and not exists (select from access.shield_allowed a where a.shield_id = s.id and a.principal = any (access.principals())) $function$;

CREATE OR REPLACE FUNCTION access.only_rises()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.sensitivity < old.sensitivity and not (access.actor() is not distinct from 'vault' and old.held and not new.held and new.sensitivity = old.sensitivity_before) then
    raise exception 'A label is only raised' using errcode = 'insufficient_privilege';
  end if;
  if access.actor() is distinct from 'vault' then new.sensitivity_before := null; end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION access.overseeing()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(o.id), '{}') from access.oversight o where o.user_id = (select access.reader())
    and (select access.at()) >= o.starts_at and (select access.at()) < o.ends_at $function$;

CREATE OR REPLACE FUNCTION access.oversight_only_shorter()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise exception 'What two people agreed to is not made longer: propose another' using errcode = 'insufficient_privilege';
end $function$;

CREATE OR REPLACE FUNCTION access.oversight_proposal_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise exception 'What was answered, withdrawn or ended stays as it is: propose another' using errcode = 'insufficient_privilege';
end $function$;

CREATE OR REPLACE FUNCTION access.own_shields()
 RETURNS TABLE(shield uuid, child bigint, kind text, reason text, since timestamp with time zone, review_on date, kept_by bigint, reviewed_by bigint, reviewed_at timestamp with time zone, asked_by bigint, asked_at timestamp with time zone, asked_reason text, covered boolean, named bigint[], working integer, renamed_by bigint, renamed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.uuid, s.child_id, s.kind, s.reason, s.starts_at, s.review_on, s.kept_by, s.reviewed_by, s.reviewed_at,
    s.asked_by, s.asked_at, s.asked_reason, s.covers is not null, n.named, n.working, s.renamed_by, s.renamed_at
  from access.shield s join public.person p on p.id = s.child_id and p.redirect_to is null
    cross join lateral (select array_agg(a.principal order by a.principal) as named,
        count(*) filter (where u.kind = 'team' or u.active)::integer as working
      from access.shield_allowed a join access.principal u on u.id = a.principal where a.shield_id = s.id) n
  where access.at() >= s.starts_at and access.at() < s.ends_at and n.named && (select access.principals())::bigint[]
    and s.child_id <> all ((select access.refused())::bigint[]) $function$;

CREATE OR REPLACE FUNCTION access.part_reach_of(child bigint, part_kinds text[])
 RETURNS access.record_reach
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION access.people_at_school(child bigint)
 RETURNS TABLE(school text, principal bigint, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select e.name, p.id, case when p.id is null then null else concat_ws(', ', p.name, p.title) end
  from access.roll r join access.establishment e on e.id = r.establishment_id
    left join (access.grant_row s join access.principal p on p.id = s.principal and p.kind = 'user' and p.active)
      on s.establishment_id = e.id and s.reason = 'school-roll' and (select access.at()) >= s.starts_at and (select access.at()) < s.ends_at
  where r.child_id = child and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date
    and child <> all ((select access.refused())::bigint[]) and child <> all ((select access.hidden_places())::bigint[])
    and exists (select from access.grant_row g where g.child_id = child and g.principal = any ((select access.principals())::bigint[])
      and (select access.at()) >= g.starts_at and (select access.at()) < g.ends_at)
  order by 1, 3 $function$;

CREATE OR REPLACE FUNCTION access.places_kept_from_returns()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
AS $function$
  select coalesce(array_agg(distinct s.child_id), '{}') from access.shield s
  where s.kind = 'protected' and access.at() >= s.starts_at and access.at() < s.ends_at and access.actor() = 'returns' $function$;

CREATE OR REPLACE FUNCTION access.principals()
 RETURNS bigint[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin return coalesce(string_to_array(nullif((access.context())[4], ''), ',')::bigint[], '{}'); end $function$;

CREATE OR REPLACE FUNCTION access.quiet_parts(parts jsonb, one bigint DEFAULT NULL::bigint)
 RETURNS TABLE(child_id bigint, reference text, kept_as text, last date)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  moment constant timestamptz := access.at();
  today constant date := (moment at time zone 'Europe/London')::date;
  raw_since constant timestamptz := moment - interval '91 days';
begin
  if access.actor() is distinct from 'keeper' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  with part as (select x.kept_as, x.categories, x.before, unnest(x.kinds) as kind
    from jsonb_to_recordset(parts) as x(kept_as text, kinds text[], categories bigint, before date)),
  late as (select distinct u.source_id from public.import_run u join public.import_file f on f.run_id = u.id
    where u.received_at <= raw_since and exists (select from public.import_part p where p.file_id = f.id)),
  -- by itself, or whether a record is kept is asked of every fact
  old as materialized (
    select e.child_id as id, p.kept_as, p.categories, max(greatest(case when isfinite(e.true_from) then e.true_from end, case when isfinite(e.true_to) then e.true_to end,
      (e.known_from at time zone 'Europe/London')::date)) as last, array_agg(distinct e.source_person_id) as told, array_agg(distinct e.source_id) as sources
    from part p join public.entry e on e.kind = p.kind
    where e.child_id is not null and (one is null or e.child_id = one) group by e.child_id, p.kept_as, p.categories, p.before
    having max(greatest(case when isfinite(e.true_from) then e.true_from end, case when isfinite(e.true_to) then e.true_to end,
      (e.known_from at time zone 'Europe/London')::date)) <= p.before)
  select o.id, left(p.uuid::text, 8), o.kept_as, o.last from old o join public.person p on p.id = o.id
  where p.has_record and p.redirect_to is null and not access.is_kept(o.id, today)
    and (one is not null or not exists (select from access.record_ending e where e.child_id = o.id and e.destroyed_at is null and e.withdrawn_at is null
      and (e.kept_as is null or e.kept_as = o.kept_as)))
    and not exists (select from access.shield x where x.child_id = o.id and x.ends_at > moment)
    and not exists (select from public.involvement i where i.child_id = o.id and i.category_bit & o.categories <> 0 and i.known_to = 'infinity'
      and coalesce(i.true_to, 'infinity') >= today)
    and not exists (select from public.review_case c where c.state in ('open', 'asked') and o.id in (c.a_person, c.b_person))
    and not exists (select from public.split x join public.split_entry t on t.split_id = x.id where o.id in (x.a_person, x.b_person) and t.given_to is null)
    and not exists (select from public.source_person s join access.barrier k
      on (k.a_source, k.a_key) = (s.source_id, s.key) or (k.b_source, k.b_key) = (s.source_id, s.key) where s.person_id = o.id)
    and not exists (select from late l where l.source_id = any (o.sources))
    and not access.told_since(o.told, raw_since);
end $function$;

CREATE OR REPLACE FUNCTION access.quiet_records(born_until date, one bigint DEFAULT NULL::bigint)
 RETURNS TABLE(child_id bigint, reference text, born_on date, died_on date, kinds text[], lasts date[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  moment constant timestamptz := access.at();
  today constant date := (moment at time zone 'Europe/London')::date;
  raw_since constant timestamptz := moment - interval '91 days';
begin
  if access.actor() is distinct from 'keeper' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  with born as (
    select s.person_id as id, max(case when s.identity->>'birthDate' ~ '^\d{4}-\d\d-\d\d$' then (s.identity->>'birthDate')::date end) as on_day
    from public.source_person s where one is null or s.person_id = one group by s.person_id having not bool_or(s.adult)),
  -- raw files that a hold kept longer than their ninety days
  late as (select distinct u.source_id from public.import_run u join public.import_file f on f.run_id = u.id
    where u.received_at <= raw_since and exists (select from public.import_part p where p.file_id = f.id)),
  quiet as (
    select b.id, left(p.uuid::text, 8) as reference, b.on_day from born b join public.person p on p.id = b.id
    where b.on_day <= born_until and p.has_record and p.redirect_to is null
      and (one is not null or not exists (select from access.record_ending e where e.child_id = b.id and e.kept_as is null and e.destroyed_at is null and e.withdrawn_at is null))
      and not exists (select from access.record_ending e where e.kept_until > today and e.destroyed_at is null and e.withdrawn_at is null
        and (e.child_id in (select j.id from public.person j where j.redirect_to = b.id) or (e.child_id = b.id and e.kept_as is not null)))
      and not exists (select from access.shield x where x.child_id = b.id and x.ends_at > moment)
      and not exists (select from public.involvement i where i.child_id = b.id and i.known_to = 'infinity' and coalesce(i.true_to, 'infinity') >= today)
      and not exists (select from access.roll r where r.child_id = b.id and coalesce(r.ends_on, 'infinity') >= today)
      and not exists (select from access.grant_row g where g.child_id = b.id and g.ends_at > moment)
      and not exists (select from public.review_case c where c.state in ('open', 'asked') and b.id in (c.a_person, c.b_person))
      and not exists (select from public.split x join public.split_entry t on t.split_id = x.id where b.id in (x.a_person, x.b_person) and t.given_to is null)
      and not exists (select from public.front_door_contact f where b.id in (f.child_id, f.exact_id) and f.state <> 'closed')
      and not exists (select from public.told_change t where t.child_id = b.id and t.state = 'held')
      and not exists (select from public.family_application f where f.child_id = b.id and f.decided_at is null)
      and not exists (select from public.admission_application a join public.admission_round d on d.id = a.round_id
        where a.child_id = b.id and d.offer_day > today - 730)
      and not exists (select from public.source_person s join access.barrier k
        on (k.a_source, k.a_key) = (s.source_id, s.key) or (k.b_source, k.b_key) = (s.source_id, s.key) where s.person_id = b.id)
      and not exists (select from public.source_person s join late on late.source_id = s.source_id where s.person_id = b.id)
      and not exists (select from public.source_person s join public.source_record r on r.source_id = s.source_id and r.person_key = s.key
        where s.person_id = b.id and r.known_to = 'infinity' and (greatest(r.known_from, r.confirmed_as_of) > raw_since
          or (not r.gone and exists (select from intake.snapshot n join public.import_run u on u.id = n.run_id
            where n.source_id = r.source_id and n.scope = r.scope and greatest(n.as_of, u.received_at) > raw_since)))))
  select q.id, q.reference, q.on_day, d.on_day, k.kinds, k.lasts from quiet q
  cross join lateral (
    select array_agg(l.kind order by l.kind) as kinds, array_agg(l.last order by l.kind) as lasts from (
      select e.kind, max(greatest(case when isfinite(e.true_from) then e.true_from end, case when isfinite(e.true_to) then e.true_to end,
        (e.known_from at time zone 'Europe/London')::date)) as last
      from public.entry e where e.child_id = q.id group by e.kind) l) k
  cross join lateral (
    select max(case when e.body->>'deathDate' ~ '^\d{4}-\d\d-\d\d$' then (e.body->>'deathDate')::date end) as on_day
    from public.entry e where e.child_id = q.id and e.kind = 'identity' and e.known_to = 'infinity') d;
end $function$;

CREATE OR REPLACE FUNCTION access.reach_of(child bigint)
 RETURNS access.record_reach
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
declare r access.record_reach;
begin
  r.people := array(with recursive joined as (select child as id union select p.id from public.person p join joined j on p.redirect_to = j.id) select id from joined);
  r.families := array(select m.family_id from public.family_member m
    where m.family_id in (select f.family_id from public.family_member f where f.child_id = any (r.people))
    group by m.family_id having bool_and(m.child_id = any (r.people)));
  r.people := r.people || array(select distinct o.other_id from public.relationship o join public.person p on p.id = o.other_id
    where o.child_id = any (r.people) and not p.has_record and p.redirect_to is null and o.other_id <> all (r.people)
      and not exists (select from public.relationship x where x.other_id = o.other_id and x.child_id <> all (r.people))
      and not exists (select from public.relationship x where x.child_id = o.other_id and x.other_id <> all (r.people))
      and not exists (select from public.family_member m where m.child_id = o.other_id and m.family_id <> all (r.families))
      and not exists (select from public.person j where j.redirect_to = o.other_id));
  r.told := array(select s.id from public.source_person s where s.person_id = any (r.people));
  r.facts := array(select e.id from public.entry e where e.child_id = any (r.people)
    union select e.id from public.entry e where e.source_person_id = any (r.told)
    union select e.id from public.entry e where e.family_id = any (r.families));
  r.source_rows := array(
    with keys as (
      select s.source_id, w.key, s.key as person_key from public.source_person s join public.source_record w on w.source_id = s.source_id and w.person_key = s.key
      where s.id = any (r.told) and w.known_to = 'infinity'
      union
      select w.source_id, w.key, w.person_key from public.entry e join public.source_record w on w.id = e.source_record_id
      join public.source_person s on s.source_id = w.source_id and s.key = w.person_key and s.id = any (r.told)
      where e.id = any (r.facts))
    select w.id from keys k join public.source_record w on w.source_id = k.source_id and w.key = k.key and w.person_key is not distinct from k.person_key
    where not w.register);
  r.applications := array(select a.id from public.admission_application a where a.child_id = any (r.people));
  return r;
end $function$;

CREATE OR REPLACE FUNCTION access.reader()
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare c constant text[] := access.context();
begin return case when c[2] = 'user' then c[3]::bigint end; end $function$;

CREATE OR REPLACE FUNCTION access.reader_policy(child text, category_bit text, sensitivity text, summary text, existence boolean DEFAULT false, named text DEFAULT 'false'::text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
select format($p$
  %1$s is not null and %1$s <> all ((select access.refused())::bigint[]) and (
    (%3$s <= 1 and ((((select access.masks()))[4] & %2$s) <> 0 or (%4$s and (((select access.masks()))[5] & %2$s) <> 0)))
    or exists (select 1 from access.grant_row g where g.child_id = %1$s and %5$s)
    or exists (select 1 from access.roll r
               where r.child_id = %1$s and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date
               and exists (select 1 from access.grant_row g where g.establishment_id = r.establishment_id and %5$s offset 0))
  )$p$, child, category_bit, sensitivity, summary, format($s$
    (%2$s <= least(g.max_sensitivity, greatest(((select access.masks()))[6], case when g.named then 4 else 0 end)) or %5$s)
    and (((g.limit_mask & ((select access.masks()))[1]) | g.extra_mask) & %1$s <> 0
      or (%3$s and (g.limit_mask & ((select access.masks()))[2]) & %1$s <> 0)
      or (%4$s and (g.limit_mask & ((select access.masks()))[3]) & %1$s <> 0))$s$, category_bit, sensitivity, summary, existence::text, named))
$function$;

CREATE OR REPLACE FUNCTION access.record_ending_steps()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare me constant bigint[] := access.principals();
begin
  if old.destroyed_at is not null or old.withdrawn_at is not null
    or (new.asked_by is distinct from old.asked_by and new.asked_by is not null and new.asked_by <> all (me))
    or (new.kept_by is distinct from old.kept_by and new.kept_by is not null and new.kept_by <> all (me))
    or (new.agreed_by is distinct from old.agreed_by and new.agreed_by is not null
      and (new.agreed_by <> all (me) or old.asked_by is null or new.asked_by is distinct from old.asked_by)) then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION access.record_parts(ending uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION access.refused()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with me as (select access.context() as c), mine as (select coalesce(string_to_array(nullif(c[4], ''), ',')::bigint[], '{}') as p, c[6]::timestamptz as t from me)
  select coalesce(array_agg(x.child_id), '{}') from (
    select f.child_id from access.conflict f, mine where f.user_id = any (mine.p) and mine.t >= f.starts_at and mine.t < f.ends_at
    union
    select s.child_id from access.shield s, mine
    where s.kind <> 'protected' and mine.t >= s.starts_at and mine.t < s.ends_at
      and not exists (select 1 from access.shield_allowed a where a.shield_id = s.id and a.principal = any (mine.p))
      and not (s.while_asked and access.waits_for_others(s))
  ) x $function$;

CREATE OR REPLACE FUNCTION access.refused_with_joined()
 RETURNS bigint[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare shut constant bigint[] := access.refused();
begin
  if coalesce(access.actor(), '') not in ('admissions', 'appeals') then return shut; end if;
  return shut || array(select p.id from public.person p where p.redirect_to = any (shut));
end $function$;

CREATE OR REPLACE FUNCTION access.register_arrivals(school bigint, first_day date, last_day date)
 RETURNS TABLE(on_day date, first_at timestamp with time zone, last_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if school <> all (access.establishments()) or last_day - first_day > 400 then return; end if;
  return query
    select d.day, min(r.known_from), max(r.known_from)
    from access.establishment e, (select first_day + n as day from generate_series(0, last_day - first_day) n) d, public.source s, public.source_record r, public.import_run u
    where e.id = school and s.agreement_withdrawn_at is null and r.source_id = s.id
      and r.key = 'register/' || e.laestab || '/' || to_char(d.day, 'YYYY-MM-DD') and r.register and u.id = r.run_id and u.state <> 'undone'
    group by d.day;
end $function$;

CREATE OR REPLACE FUNCTION access.release_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise exception 'Offers that are out stay as they are' using errcode = 'insufficient_privilege';
end $function$;

CREATE OR REPLACE FUNCTION access.rename_kept(of uuid, people bigint[], who bigint, every_category bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare it constant bigint := access.shield_to_change(of, who);
begin
  if it is null then return false; end if;
  if who <> all (people) or (select count(*) from access.principal p where p.id = any (people) and p.active) < 2 then
    raise check_violation using message = 'A record is kept to two people at least.';
  end if;
  perform access.name_on_shield(it, people, every_category);
  update access.shield set renamed_by = who, renamed_at = access.at() where id = it;
  perform access.take_back_naming(it, array(select a.principal from access.shield_allowed a where a.shield_id = it and a.principal <> all (people)));
  delete from access.shield_allowed a using access.shield c where a.shield_id = c.id and it in (c.id, c.covers) and c.ends_at > access.at() and a.principal <> all (people);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION access.review_kept(of uuid, who bigint, words text, review date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare it constant bigint := access.shield_to_change(of, who);
begin
  update access.shield set reviewed_by = who, reviewed_at = access.at(), review_words = words, review_on = review where id = it;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION access.role_rule_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise exception 'A published rule stays as it is: draft another' using errcode = 'insufficient_privilege';
end $function$;

CREATE OR REPLACE FUNCTION access.school_colleagues()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(distinct w.principal), '{}') from access.grant_row w
  where w.reason = 'school-roll' and w.establishment_id in (select g.establishment_id from access.grant_row g
    where g.reason = 'school-roll' and g.principal = any (access.principals()) and access.at() >= g.starts_at and access.at() < g.ends_at) $function$;

CREATE OR REPLACE FUNCTION access.seal_adopted(child bigint, holders bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare made bigint;
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  if (select count(distinct h) from unnest(holders) h) < 2 then raise check_violation using message = 'A sealed record has two holders at least.'; end if;
  if exists (select from access.shield s where s.child_id = child and s.kind = 'sealed' and s.ends_at = 'infinity') then return; end if;
  insert into access.shield (child_id, kind, reason, starts_at, review_on)
    values (child, 'sealed', 'adoption', access.at(), (access.at() + interval '6 months')::date) returning id into made;
  insert into access.shield_allowed (shield_id, principal) select distinct made, h from unnest(holders) h;
end $function$;

CREATE OR REPLACE FUNCTION access.seal_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from access.fact_seal s where s.id = old.seal and s.lifted_at is not null) then
    raise exception 'A seal stays until two people lift it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION access.searched_since(since timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select exists (select from public.saved_search s where s.user_id = any (access.principals()) and s.made_at >= since) $function$;

CREATE OR REPLACE FUNCTION access.settles_cases()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with lead as (select m.user_id from access.membership m join access.role_held r on r.user_id = m.user_id
    where m.manages and r.role = 'clearing-house' and access.at() >= m.starts_at and access.at() < m.ends_at
      and access.at() >= r.starts_at and access.at() < r.ends_at)
  select not exists (select 1 from lead) or exists (select 1 from lead where user_id = any ((select access.principals())::bigint[])) $function$;

CREATE OR REPLACE FUNCTION access.shield_to_change(of uuid, who bigint)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare found_id bigint;
begin
  if coalesce(access.actor(), '') <> 'recorder' or who <> all (access.principals()) then raise insufficient_privilege using message = 'Not allowed.'; end if;
  select s.id into found_id from access.shield s join access.own_shields() o on o.shield = s.uuid where s.uuid = of and s.covers is null for update of s;
  return found_id;
end $function$;

CREATE OR REPLACE FUNCTION access.shielded(children bigint[])
 RETURNS TABLE(child_id bigint, kind text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.actor() is null or access.actor() not in ('linker', 'clearing-house') then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  return query select x.child_id, max(x.kind) from (
    select s.child_id, s.kind from access.shield s
    where s.child_id = any (children) and access.at() >= s.starts_at and access.at() < s.ends_at
    union all
    select e.child_id, 'protected' from public.entry e
    where e.child_id = any (children) and e.seal is not null and e.kind in ('address', 'contact-detail', 'enrolment')) x group by x.child_id;
end $function$;

CREATE OR REPLACE FUNCTION access.shielded_children()
 RETURNS bigint[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'clearing-house' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return (select coalesce(array_agg(distinct s.child_id), '{}') from access.shield s where access.at() >= s.starts_at and access.at() < s.ends_at);
end $function$;

CREATE OR REPLACE FUNCTION access.shielded_since(deliveries bigint[])
 RETURNS SETOF bigint
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'messenger' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select d.id from public.told_delivery d join public.told_change c on c.id = d.change_id join public.person p on p.id = c.child_id
    where d.id = any (deliveries) and exists (select from access.shield s where s.child_id in (p.id, coalesce(p.redirect_to, p.id))
      and access.at() >= s.starts_at and access.at() < s.ends_at);
end $function$;

CREATE OR REPLACE FUNCTION access.shut_applications()
 RETURNS bigint[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') not in ('admissions', 'appeals') then return '{}'; end if;
  return array(select a.id from public.admission_application a where a.child_id = any ((select access.refused_with_joined())::bigint[]));
end $function$;

CREATE OR REPLACE FUNCTION access.signed_for()
 RETURNS bigint[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare c constant text[] := access.context();
begin
  return coalesce(string_to_array(nullif(c[4], ''), ',')::bigint[], '{}') || case when c[2] in ('user', 'family') then array[c[3]::bigint] else '{}' end;
end $function$;

CREATE OR REPLACE FUNCTION access.support_schools()
 RETURNS TABLE(school text, pupils integer, counted integer, named integer, helped integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'counts' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
    with told as materialized (
      select e.child_id, bool_or(e.kind = 'young-carer-at-school') as counted,
        bool_or(e.kind = 'young-carer-at-school' and e.code in ('P', 'S')) as named,
        bool_or(e.kind in ('young-carer', 'young-carer-found')) as helped
      from public.entry e where e.kind in ('young-carer-at-school', 'young-carer', 'young-carer-found') and e.known_to = 'infinity'
        and e.child_id is not null and e.source_id <> all ((select access.withdrawn_sources())::text[])
      group by e.child_id),
    pupil as (select distinct r.establishment_id, r.child_id from access.roll r
      where r.starts_on <= access.at()::date and r.ends_on > access.at()::date)
    select s.name, count(*)::integer, (count(*) filter (where t.counted))::integer, (count(*) filter (where t.named))::integer,
      (count(*) filter (where t.helped))::integer
    from pupil p join access.establishment s on s.id = p.establishment_id left join told t on t.child_id = p.child_id
    group by s.id, s.name;
end $function$;

CREATE OR REPLACE FUNCTION access.support_told(first_day date, last_day date)
 RETURNS TABLE(source text, month date, told integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'counts' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
    select e.code, date_trunc('month', e.true_from)::date, count(*)::integer from public.entry e
    where e.kind = 'young-carer-found' and e.code is not null and e.known_to = 'infinity' and e.true_from between first_day and last_day
      and e.source_id <> all ((select access.withdrawn_sources())::text[])
    group by 1, 2;
end $function$;

CREATE OR REPLACE FUNCTION access.take_back_naming(of bigint, people bigint[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update access.grant_row g set named = false, max_sensitivity = least(g.max_sensitivity, 3), ends_at = case when g.reason = 'holder' then access.at() else g.ends_at end
  from access.shield s where s.id = of and g.child_id = s.child_id and g.principal = any (people) and g.named and g.extra_mask = 0 and g.ends_at > access.at()
    and not exists (select from access.shield o join access.shield_allowed b on b.shield_id = o.id
      where o.child_id = s.child_id and o.id <> s.id and b.principal = g.principal and access.at() < o.ends_at) $function$;

CREATE OR REPLACE FUNCTION access.tell_cover()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into access.notice (principal, kind, child_id, user_id, at, for_id)
  select a.cover_id, new.kind, new.child_id, new.user_id, new.at, new.principal from access.away a
  where a.user_id = new.principal and a.ended_at is null and a.cover_id <> new.user_id
    and (new.at at time zone 'Europe/London')::date between a.first_day and a.last_day
    and a.cover_id = any (access.may_be_given(new.child_id, array[a.cover_id]))
    and exists (select from access.grant_row g where g.child_id = new.child_id and g.starts_at <= new.at and g.ends_at > new.at
      and (g.principal = a.cover_id or exists (select from access.membership m where m.user_id = a.cover_id and m.team_id = g.principal
        and m.starts_at <= new.at and m.ends_at > new.at)))
    and not exists (select from access.notice n where n.principal = a.cover_id and n.kind = new.kind and n.child_id = new.child_id and n.at = new.at);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.tell_guardians_of_kept(child bigint, who bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into access.notice (principal, kind, user_id, at)
  select distinct p.id, 'record-kept', who, access.at() from access.principal p join access.role_held h on h.user_id = p.id
  where h.role = 'information-governance' and access.at() >= h.starts_at and access.at() < h.ends_at and p.active and p.id <> who
    and not access.is_own_family(p.id, child) $function$;

CREATE OR REPLACE FUNCTION access.tell_holders(children bigint[], who bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  insert into access.notice (principal, kind, child_id, user_id, at)
  select distinct coalesce(a.principal, s.holder), 'call-back', s.child_id, who, access.at()
  from access.shield s left join access.shield_allowed a on a.shield_id = s.id and not exists (select from access.principal w where w.id = s.holder and w.active)
  where s.child_id = any (children) and s.kind = 'sealed' and access.at() >= s.starts_at and access.at() < s.ends_at
    and coalesce(a.principal, s.holder) is not null and who > 0;
end $function$;

CREATE OR REPLACE FUNCTION access.tell_holders_of_change(child bigint, who bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  insert into access.notice (principal, kind, child_id, user_id, at)
  select distinct coalesce(a.principal, s.holder), 'call-back', s.child_id, who, access.at()
  from access.shield s left join access.shield_allowed a on a.shield_id = s.id and not exists (select from access.principal w where w.id = s.holder and w.active)
  where s.child_id = child and access.at() >= s.starts_at and access.at() < s.ends_at and coalesce(a.principal, s.holder) is not null
    and not exists (select from access.notice n where n.principal = coalesce(a.principal, s.holder) and n.kind = 'call-back' and n.child_id = child and n.user_id = who and n.at = access.at());
end $function$;

CREATE OR REPLACE FUNCTION access.tell_holders_of_contact(child bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  insert into access.notice (principal, kind, child_id, user_id, at)
  select distinct h.who, 'contact-held', child, h.who, access.at()
  from (select coalesce(a.principal, s.holder) as who from access.shield s
    left join access.shield_allowed a on a.shield_id = s.id and not exists (select from access.principal w where w.id = s.holder and w.active)
    where s.child_id = child and s.kind <> 'protected' and access.at() >= s.starts_at and access.at() < s.ends_at) h
  where h.who is not null;
end $function$;

CREATE OR REPLACE FUNCTION access.tell_holders_of_record(children bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') not in ('linker', 'clearing-house') then raise insufficient_privilege using message = 'Not allowed.'; end if;
  insert into access.notice (principal, kind, child_id, user_id, at)
  select distinct h.who, 'record-came', h.child_id, h.who, access.at()
  from (select s.child_id, coalesce(s.holder, a.principal) as who from access.shield s
    left join access.shield_allowed a on a.shield_id = s.id and s.holder is null
    where s.child_id = any (children) and s.covers is null and access.at() >= s.starts_at and access.at() < s.ends_at) h
  where h.who is not null and not exists (select from access.notice n
    where n.principal = h.who and n.kind = 'record-came' and n.child_id = h.child_id and n.at > access.at() - interval '1 day');
end $function$;

CREATE OR REPLACE FUNCTION access.tell_of_standing_record()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into access.notice (principal, kind, child_id, user_id, at)
  select new.principal, 'record-came', s.child_id, new.principal, access.at() from access.shield s
  where s.id = new.shield_id and s.covers is null and access.at() < s.ends_at and coalesce(s.holder, new.principal) = new.principal
    and exists (select from public.review_case c where c.state in ('open', 'asked') and c.a_person <> c.b_person and s.child_id in (c.a_person, c.b_person))
    and not exists (select from access.notice n where n.principal = new.principal and n.kind = 'record-came' and n.child_id = s.child_id
      and n.at > access.at() - interval '1 day');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.tell_of_urgent_teams(since timestamp with time zone, until timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION access.told_by_own_school(child bigint, people bigint[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with own as materialized (select x.id, x.laestab from access.grant_row g join access.establishment x on x.id = g.establishment_id
    where g.reason = 'school-roll' and g.principal = any (people) and access.at() >= g.starts_at and access.at() < g.ends_at)
  select exists (select from access.roll r join own on own.id = r.establishment_id where r.child_id = child and r.starts_on <= access.at()::date and r.ends_on > access.at()::date)
    and not exists (select from public.source_person p join public.source o on o.id = p.source_id
      where p.person_id = child and p.source_id <> 'throughline' and (lower(o.service) not in ('schools', 'school')
        or (select bool_and(exists (select from own where own.laestab = any (string_to_array(v.scope, '/')))) from public.source_record v
          where v.source_id = p.source_id and v.person_key = p.key and v.known_to = 'infinity') is not true)) $function$;

CREATE OR REPLACE FUNCTION access.told_shields(children bigint[])
 RETURNS TABLE(child_id bigint, allowed boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select s.child_id,
      bool_and(exists (select from access.shield_allowed a where a.shield_id = s.id and a.principal = any (access.principals())))
    from access.shield s where s.child_id = any (children) and access.at() >= s.starts_at and access.at() < s.ends_at group by s.child_id;
end $function$;

CREATE OR REPLACE FUNCTION access.told_since(told bigint[], since timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return exists (select from public.source_person s join public.source_record r on r.source_id = s.source_id and r.person_key = s.key
    where s.id = any (told) and r.known_to = 'infinity' and (greatest(r.known_from, r.confirmed_as_of) > since
      or (not r.gone and exists (select from intake.snapshot n join public.import_run u on u.id = n.run_id
        where n.source_id = r.source_id and n.scope = r.scope and greatest(n.as_of, u.received_at) > since))));
end $function$;

CREATE OR REPLACE FUNCTION access.trained()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$ select coalesce((access.masks())[7] = 1, false) $function$;

CREATE OR REPLACE FUNCTION access.vault_alone()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if access.context() is not null and access.actor() is distinct from 'vault' and access.actor() is distinct from 'keeper' then
    raise exception 'What was said is never changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION access.waits_alone(child bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return (select coalesce(bool_and(access.waits_for_others(s)), false) from access.shield s
    where s.child_id = child and access.at() >= s.starts_at and access.at() < s.ends_at);
end $function$;

CREATE OR REPLACE FUNCTION access.waits_for_others(kept access.shield)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select kept.while_asked and kept.decided_at is null and (access.actor() is not null or (access.masks())[8] = 0)
    and access.told_by_own_school(kept.child_id, access.principals()) $function$;

CREATE OR REPLACE FUNCTION access.whom_to_ask(child bigint)
 RETURNS TABLE(principal bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct coalesce((select p.id from access.principal p where p.id = s.holder and p.active),
    (select min(p.id) from access.fact_seal_reader r join access.principal p on p.id = r.user_id and p.active where r.seal_id = s.id), s.holder)
  from public.entry e join access.fact_seal s on s.id = e.seal and s.kind = 'known'
  where e.child_id = child and e.seal is not null and e.known_to = 'infinity' and e.category_bit & (2048 | 8192 | 16384 | 65536) = 0
    and e.source_id <> all ((select access.withdrawn_sources())::text[])
    and (e.kind not in ('pause', 'pause-reason', 'pause-question', 'absence-question') or ((select access.masks()))[8] & e.category_bit <> 0)
    and s.id <> all ((select access.named_seals())::bigint[]) and child <> all ((select access.refused())::bigint[])
    and (child <> all ((select access.hidden_places())::bigint[]) or e.kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode',
      'session-count', 'attendance-total', 'suspension', 'centre-registration', 'youth-membership'))
    and exists (select from access.grant_row g where g.principal = any ((select access.principals())::bigint[])
      and (select access.at()) >= g.starts_at and (select access.at()) < g.ends_at and ((select access.trained()) or g.reason = 'urgent')
      and (g.child_id = child or exists (select from access.roll r where r.child_id = child and r.establishment_id = g.establishment_id
        and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date))) $function$;

CREATE OR REPLACE FUNCTION access.withdrawn_sources()
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select coalesce(array_agg(s.id), '{}') from public.source s where s.agreement_withdrawn_at is not null $function$;

CREATE OR REPLACE FUNCTION access.words_stay()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_table_name = 'person' and exists (select from gone g join public.search_key k on k.child_id = g.id)
    or tg_table_name = 'search_word' and exists (select from gone g join public.search_key k on k.word_id = g.id) then
    raise foreign_key_violation using message = 'A child is found by what is taken away.';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION access.worked_unnamed(child bigint, shield bigint, before timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from access.grant_row g where g.child_id = child and g.starts_at < before and g.ends_at > access.at() and g.extra_mask = 0 and g.reason <> 'holder'
    and not exists (select from access.shield_allowed a where a.shield_id = shield and a.principal = g.principal)) $function$;

CREATE OR REPLACE FUNCTION access.write_oversight(overseen bigint[], oversights bigint[])
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog'
AS $function$
  delete from access.grant_row g where g.follows = any (overseen) and g.oversight_id = any (oversights);
  insert into access.grant_row (principal, child_id, reason, limit_mask, extra_mask, max_sensitivity, named, writes, starts_at, ends_at, oversight_id, follows)
  select o.user_id, g.child_id, 'oversight', 0, o.categories, 3, false, false, greatest(o.starts_at, g.starts_at), least(o.ends_at, g.ends_at), o.id, g.id
  from access.grant_row g join access.oversight o on o.team_id = g.principal
  where g.id = any (overseen) and o.id = any (oversights) and g.child_id is not null and g.involvement_id is not null
    and greatest(o.starts_at, g.starts_at) < least(o.ends_at, g.ends_at);
$function$;

CREATE OR REPLACE FUNCTION job.add(name text, payload json, key text, queue text, run_at timestamp with time zone, max_attempts integer, priority integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    asked job.kind;
    allowed boolean;
    moment timestamptz := now();
  begin
    if not pg_catalog.pg_has_role(session_user, 'throughline_jobs', 'member') then
      select k.* into asked from job.kind k where k.name = add.name;
      allowed := found;
      if asked.asked_by is not null then
        allowed := access.actor() = any (asked.asked_by);
        moment := access.at();
      end if;
      if not coalesce(allowed, false)
        or array(select f from json_object_keys(payload) f order by 1) <> array(select f from unnest(asked.fields) f order by 1)
        or exists (select from json_each(payload) p where json_typeof(p.value) not in ('number', 'string') or p.value #>> '{}' !~ '^[[:word:].:-]{1,100}$')
        or key <> name and not starts_with(key, name || ':') or queue is not null and not coalesce(starts_with(queue, asked.queue), false)
        or run_at > moment + interval '2 minutes'
        or max_attempts not between 1 and 25 or priority not between -1 and 0
      then raise insufficient_privilege using message = 'Not allowed.'; end if;
    end if;
    return (select j.id from graphile_worker.add_job(
      identifier => name, payload => payload, queue_name => queue, run_at => run_at,
      max_attempts => max_attempts, job_key => key, priority => priority) j);
  end $function$;

CREATE OR REPLACE FUNCTION public.count_pupil_years()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into public.pupil_year as p (source_person_id, establishment_id, year, child_id, possible, attended, authorised, unauthorised, late)
  select source_person_id, establishment_id, year, child_id, bit_count(attended) + bit_count(authorised) + bit_count(unauthorised),
    bit_count(attended), bit_count(authorised), bit_count(unauthorised), length(marks) - length(replace(replace(marks, 'L', ''), 'U', ''))
  from counted
  on conflict (source_person_id, establishment_id, year) do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_block_keys()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_op = 'TRUNCATE' then
    truncate public.block_key;
  else
    delete from public.block_key k using gone where k.source_person_id = gone.id;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_publication()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  delete from public.absence_publication;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.recount_pupil_years()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update public.pupil_year p set child_id = c.child_id, possible = c.attended + c.authorised + c.unauthorised, attended = c.attended,
    authorised = c.authorised, unauthorised = c.unauthorised, late = c.late, described = p.described and p.child_id = c.child_id
  from (select source_person_id, establishment_id, year, child_id, bit_count(attended)::smallint as attended, bit_count(authorised)::smallint as authorised,
      bit_count(unauthorised)::smallint as unauthorised, (length(marks) - length(replace(replace(marks, 'L', ''), 'U', '')))::smallint as late
    from counted) c
  where (p.source_person_id, p.establishment_id, p.year) = (c.source_person_id, c.establishment_id, c.year)
    and (p.child_id, p.attended, p.authorised, p.unauthorised, p.late) is distinct from (c.child_id, c.attended, c.authorised, c.unauthorised, c.late);
  return null;
end $function$;

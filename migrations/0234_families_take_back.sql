-- Families take back what they sent for school places, and papers of it (docs/admissions.md). What nobody has taken in, or was taken in before the closing
-- day is over, is taken back at once; later they ask, and an officer ends it or writes that it stays.
alter table family_application add column asked_back_at timestamptz;
alter table family_application drop constraint family_application_state_check;
alter table family_application add constraint family_application_state_check
  check (state in ('received', 'checking', 'talk', 'refused', 'replaced', 'taken', 'taken-back'));
-- what was taken in and is taken back since stays tied to the application that it was
alter table family_application drop constraint family_application_check1;
alter table family_application add constraint family_application_taken_in
  check (case state when 'taken' then application_id is not null when 'taken-back' then true else application_id is null end);
grant update (asked_back_at) on family_application to throughline_pages;
-- the recorder ends those alone that families sent, whoever may see the child: the family reads the same either way
create policy taking_back_seen on admission_application for select to throughline_pages
  using ((select access.actor()) = 'recorder' and reference like 'F-%');
create policy taking_back on admission_application for update to throughline_pages
  using ((select access.actor()) = 'recorder' and reference like 'F-%') with check ((select access.actor()) = 'recorder' and state = 'withdrawn');
-- a paper of what nobody has taken in is the family's to take away
grant delete on family_paper, family_paper_part to throughline_pages;

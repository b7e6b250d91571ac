-- The caseworker is told: what a rule found about a child, once, whoever works with the child. Who reads it is not written here: it
-- follows from who may see, at that moment, both what puts the child under the rule and what happened. Rules are dated data
-- (src/domains/attendance/notice-rules.ts); each row names its rule, version and what it rests on, so that a rule can be recalled.
create table child_notice (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  child_id bigint not null references person (id),
  rule text not null,
  version smallint not null,
  kind text not null check (kind in ('stopped-attending', 'excluded', 'moved-school', 'moved-address')),
  -- about protection or care: nobody can quieten it
  safeguarding boolean not null,
  -- told at once, or in the summary of the next morning
  daily boolean not null,
  -- tells two happenings of one kind apart
  occasion text not null,
  -- entries that put the child under the rule, and those that tell what happened; for absence the marks tell it
  because bigint[] not null check (cardinality(because) > 0),
  about bigint[] not null,
  inputs jsonb not null,
  raised_at timestamptz not null,
  shown_from timestamptz not null,
  withdrawn_at timestamptz not null default 'infinity',
  withdrawn_why text check (withdrawn_why in ('corrected', 'ended', 'rule')),
  check ((withdrawn_at = 'infinity') = (withdrawn_why is null))
);
create unique index on child_notice (child_id, rule, occasion) where withdrawn_at = 'infinity';
create index on child_notice (child_id, shown_from);
create index on child_notice (rule, version);
alter table child_notice enable row level security;
alter table child_notice force row level security;
-- An actor of its own, which reads what the rules rest on and writes nothing but notices.
create policy rules on child_notice for all to throughline_jobs
  using ((select access.actor()) = 'rules') with check ((select access.actor()) = 'rules');
create policy rules on entry for select to throughline_jobs using ((select access.actor()) = 'rules');
create policy rules on attendance_year for select to throughline_jobs using ((select access.actor()) = 'rules');
create policy rules on import_run for select to throughline_jobs using ((select access.actor()) = 'rules');
create policy reader on child_notice for select to throughline_pages using (
  exists (select from entry e where e.id = any (child_notice.because) and e.child_id = child_notice.child_id)
  and (exists (select from entry e where e.id = any (child_notice.about) and e.child_id = child_notice.child_id)
    or (child_notice.kind = 'stopped-attending'
      and exists (select from attendance_year y where y.child_id = child_notice.child_id))));
grant select on child_notice to throughline_pages, throughline_jobs;
grant insert, update on child_notice to throughline_jobs;

-- That a reader has read one, and that they have read that it was withdrawn. Kept with the other messages, which it is one of.
alter table access.notice add column child_notice_id bigint references child_notice (id);
create unique index on access.notice (principal, child_notice_id, kind) where child_notice_id is not null;
alter table access.notice drop constraint notice_kind_check;
alter table access.notice add constraint notice_kind_check check (kind in ('call-back', 'work-started', 'access-asked', 'access-answered',
  'note-moved', 'record-split', 'whose-work', 'urgent-access', 'rule-read', 'rule-withdrawn-read'));
create policy recorder on child_notice for select to throughline_pages using ((select access.actor()) = 'recorder');

-- Kinds of notice that a reader does not want at once. What is about protection or care is told all the same.
create table access.quiet_kind (
  user_id bigint not null references access.principal (id),
  kind text not null,
  since timestamptz not null,
  primary key (user_id, kind)
);
alter table access.quiet_kind enable row level security;
alter table access.quiet_kind force row level security;
create policy own on access.quiet_kind for all to throughline_pages
  using (user_id = (select access.reader()) or ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[])))
  with check ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]));
grant select, insert, delete on access.quiet_kind to throughline_pages;

-- A version of a rule that was taken back: it raises nothing any more, and what it had raised is withdrawn.
create table notice_rule_end (
  rule text not null,
  version smallint not null,
  reason text not null check (length(btrim(reason)) >= 10),
  ended_by bigint not null references access.principal (id),
  ended_at timestamptz not null,
  primary key (rule, version)
);
alter table notice_rule_end enable row level security;
alter table notice_rule_end force row level security;
create policy open on notice_rule_end for select to throughline_pages, throughline_jobs using (true);
create policy recall on notice_rule_end for insert to throughline_pages with check ((select access.actor()) = 'approvals');
grant select on notice_rule_end to throughline_pages, throughline_jobs;
grant insert on notice_rule_end to throughline_pages;
-- Whoever takes a rule back reads which notices it touched, by number, day and who read them; no child.
create policy recall on child_notice for all to throughline_pages
  using ((select access.actor()) = 'approvals') with check ((select access.actor()) = 'approvals');
grant update (withdrawn_at, withdrawn_why) on child_notice to throughline_pages;
create policy recall on access.notice for select to throughline_pages
  using ((select access.actor()) = 'approvals' and child_notice_id is not null);

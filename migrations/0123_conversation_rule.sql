-- A version of a rule that proposes conversations: switched on with its impact assessment, and off again. Without a row it is off. It stores
-- nothing of any child: what it proposes is read anew from what each reader may see, so that off is off for everybody at once.
create table conversation_rule (
  id bigint generated always as identity primary key,
  rule text not null,
  version smallint not null,
  on_at timestamptz not null,
  on_by bigint not null references access.principal (id),
  -- where the impact assessment is kept, of which day, who accepted it, and when it is looked at again: then the rule proposes nothing more
  assessment text not null check (length(btrim(assessment)) >= 3),
  assessed_on date not null,
  accepted_by text not null check (btrim(accepted_by) <> ''),
  review_on date not null check (review_on > assessed_on),
  off_at timestamptz,
  off_by bigint references access.principal (id),
  off_reason text check (length(btrim(off_reason)) >= 10),
  check (num_nonnulls(off_at, off_by, off_reason) in (0, 3))
);
create index on conversation_rule (on_by);
create index on conversation_rule (off_by);
create unique index on conversation_rule (rule, version) where off_at is null;
alter table conversation_rule enable row level security;
alter table conversation_rule force row level security;
create policy open on conversation_rule for select to throughline_pages, throughline_jobs using (true);
create policy switch on conversation_rule for insert to throughline_pages with check ((select access.actor()) = 'approvals');
create policy switch_off on conversation_rule for update to throughline_pages
  using ((select access.actor()) = 'approvals') with check ((select access.actor()) = 'approvals');
grant select on conversation_rule to throughline_pages, throughline_jobs;
grant insert, update (off_at, off_by, off_reason) on conversation_rule to throughline_pages;

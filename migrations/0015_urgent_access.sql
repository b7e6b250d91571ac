-- Urgent access (reference/security.md 3.5): one child, chosen categories, a reason, an end within four hours, and a review. The
-- reason to see is a row of access.grant_row like any other, so that row security asks nothing more of a page.
create table access.urgent_access (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  user_id bigint not null references access.principal (id),
  role text not null,
  child_id bigint not null,
  grant_id bigint not null,
  categories bigint not null,
  ground text not null,
  reason text not null check (length(btrim(reason)) >= 20),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  review_by date not null,
  reviewed_by bigint references access.principal (id),
  reviewed_at timestamptz,
  finding text check (finding in ('right', 'not-right')),
  words text,
  check (ends_at > starts_at and ends_at <= starts_at + interval '4 hours'),
  -- sexual health and the adoption link are never opened so (2048 and 8192: kernel/category.ts)
  check (categories & (2048 | 8192) = 0),
  check (num_nonnulls(reviewed_by, reviewed_at, finding) in (0, 3)),
  -- nobody reviews what they did themselves
  check (reviewed_by <> user_id)
);
create index on access.urgent_access (review_by) where reviewed_at is null;
create index on access.urgent_access (user_id, starts_at);
alter table access.urgent_access enable row level security;
alter table access.urgent_access force row level security;
create policy own on access.urgent_access for select to throughline_pages using (user_id = (select access.reader()));
create policy opened on access.urgent_access for insert to throughline_pages
  with check ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]));
create policy reviewed on access.urgent_access for all to throughline_pages
  using ((select access.actor()) = 'approvals') with check ((select access.actor()) = 'approvals');
grant select, insert on access.urgent_access to throughline_pages;
grant update (reviewed_by, reviewed_at, finding, words) on access.urgent_access to throughline_pages;

-- How much was looked at while it lasted: those events and no other, for whoever reviews it.
create policy urgent_review on access.access_event for select to throughline_pages using ((select access.actor()) = 'approvals'
  and exists (select 1 from access.urgent_access u where u.user_id = access_event.user_id and u.child_id = access_event.child_id
    and access_event.at >= u.starts_at and access_event.at < u.ends_at));

-- `urgent-access`: somebody opened a record urgently; for the Caldicott guardian, managers and who works with the child.
alter table access.notice drop constraint notice_kind_check;
alter table access.notice add constraint notice_kind_check check (kind in ('call-back', 'work-started', 'access-asked', 'access-answered',
  'note-moved', 'record-split', 'whose-work', 'urgent-access'));

-- Whoever asked to see a record could write their own request anew: more categories, or another child, after the approver had read it and before they said yes,
-- which goes by the row. A request is written once, as asked, by the actor that found the child; its answer alone is written later, by the approvers' actor, never for oneself.
drop policy own on access.request;
drop policy asked on access.request;
create policy own on access.request for select to throughline_pages
  using (user_id = (select access.reader()) or (select access.actor()) = 'approvals');
create policy asked on access.request for insert to throughline_pages
  with check ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[])
    and state = 'waiting' and answered_by is null and answered_at is null and answer is null and ends_at is null);
create policy answered on access.request for update to throughline_pages
  using ((select access.actor()) = 'approvals' and state = 'waiting' and user_id <> all ((select access.principals())::bigint[]))
  with check ((select access.actor()) = 'approvals' and answered_by = any ((select access.principals())::bigint[]));
revoke update on access.request from throughline_pages;
grant update (state, answered_by, answered_at, answer, ends_at) on access.request to throughline_pages;

-- A rule that proposes conversations is switched on by two people: who records its impact assessment, and another who agrees. What one person
-- switched on before proposes nothing until another agrees.
alter table conversation_rule
  add column agreed_at timestamptz,
  add column agreed_by bigint references access.principal (id),
  add check (num_nonnulls(agreed_at, agreed_by) in (0, 2)),
  add check (agreed_by <> on_by);
create index on conversation_rule (agreed_by);
grant update (agreed_at, agreed_by) on conversation_rule to throughline_pages;

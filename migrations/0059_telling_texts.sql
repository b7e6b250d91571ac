-- What sources write in words of a child whose place is protected is looked through once, and again when a place of the child is told
-- (docs/security.md): a fact that gives the place away goes into the vault, and its label rises to named people only.
alter table entry add column looked_at timestamptz;
grant update (sensitivity, looked_at) on entry to throughline_jobs;

-- What pages may have done behind them: each kind, the actors that ask for it, and what its payload holds (src/platform/jobs/install.ts).
-- A page that only shows works as no actor, and queues nothing.
insert into job.kind (name, asked_by, fields, queue) values
  ('tell-of-child', '{recorder,clearing-house}', '{child}', null),
  ('see-to-conflicts', '{recorder}', '{child}', null),
  ('tell-service', '{recorder,messenger}', '{delivery}', null),
  ('mail-duty', '{recorder}', '{worker,mail}', null),
  ('send-mail', '{messenger}', '{mail}', null),
  ('hold-places-now', '{recorder,clearing-house,arrangements}', '{}', null),
  ('set-pauses', '{approvals}', '{}', null),
  ('rehearse-role-rule', '{approvals}', '{change}', 'role-rules'),
  ('work-run', '{intake,import-desk}', '{run}', 'source '),
  ('undo-run', '{import-desk}', '{run}', null),
  ('give-appeal-places', '{appeals}', '{}', null),
  ('rank-waiting-lists', '{admissions}', '{round}', null),
  ('tell-offers', '{admissions}', '{round}', null),
  ('count-rolls', '{admissions}', '{}', null),
  ('work-admission-run', '{admissions}', '{run}', null),
  ('apply-second-round', '{admissions}', '{run}', null),
  ('release-offers', '{admissions}', '{}', null);

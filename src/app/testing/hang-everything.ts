import type pg from 'pg'

/** Whose record is filled, by the key that a club knows them by, beside another child of the same club; `user` writes all of it. */
type Whom = { readonly child: number; readonly key: string; readonly other: string; readonly user: number }
type Write = (query: string, values?: readonly unknown[]) => Promise<number>

/** Hangs on a child one of nearly everything that a record can hold, each with the name Vellumina in it: what the end of a record must take away. */
export const hangEverythingOn = async (
  owner: pg.Pool,
  { child: mina, key, other: otherKey, user }: Whom,
): Promise<void> => {
  const run: Write = async (query, values = []) => (await owner.query(query, [...values])).rows[0]?.id ?? 0
  const one: Write = (query, values) => run(`${query} returning id`, values)
  const olaf = (await owner.query(`select person_id from source_person where key = $1`, [otherKey])).rows[0].person_id
  const { rows } = await owner.query(
    `select e.id, e.source_person_id as sp, e.source_record_id as record, e.run_id as run from entry e where e.child_id = $1 order by 1 limit 1`,
    [mina],
  )
  const { id: entry, sp, record, run: runId } = rows[0]
  const document = await one(
    `insert into document (entry_id, name, media_type, bytes, sha256) values ($1, 'Vellumina.pdf', 'application/pdf', 1, '')`,
    [entry],
  )
  await run(`insert into document_part (document_id, part, bytes) values ($1, 0, 'vellumina')`, [document])
  await run(
    `insert into draft (user_id, child_id, form, fields, saved_at) values ($1, $2, 'note', '{"text": "Vellumina"}', now())`,
    [user, mina],
  )
  await run(
    `insert into access.request (user_id, child_id, reason, categories, asked_at) values ($1, $2, 'Vellumina moved', 1, now())`,
    [user, mina],
  )
  await run(`insert into access.conflict (user_id, child_id, why, ends_at) values ($1, $2, 'declared', now())`, [
    user,
    mina,
  ])
  await run(
    `insert into access.look_to_ask (night, user_id, child_id, rule, version, looks, found_at) values ('2026-01-12', $1, $2, 'own-name', 1, '{}', now())`,
    [user, mina],
  )
  await run(`insert into access.notice (principal, kind, child_id, at) values ($1, 'work-started', $2, now())`, [
    user,
    mina,
  ])
  await run(
    `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'friend', 'youth-clubs', now()), ($2, $1, 'friend', 'youth-clubs', now())`,
    [mina, olaf],
  )
  await run(
    `insert into import_problem (run_id, outcome, problem, fix, row_values, row_key) values ($1, 'warning', 'x', 'x', '["Vellumina"]', $2)`,
    [runId, key],
  )
  const told = await one(
    `insert into told_change (told_by, told_at, kind, from_on, words, state, held_why, answer, child_id, entry_id) values ($1, now(), 'address', '2020-01-01', 'vellumina', 'applied', '{}', 'Vellumina', $2, $3)`,
    [user, mina, entry],
  )
  await run(`insert into told_delivery (change_id, service, state, at) values ($1, 'library', 'told', now())`, [told])
  const contact = await one(
    `insert into front_door_contact (reference, told_at, way, source, out_of_hours, words, state, child_id) values ('r1', now(), 'open', '1A', false, 'vellumina', 'closed', $1)`,
    [mina],
  )
  await run(
    `insert into front_door_step (contact_id, sort, outcome, at, by_id, words, entry_id) values ($1, 'decided', 'nothing', now(), $2, 'vellumina', $3)`,
    [contact, user, entry],
  )
  const register = await one(
    `insert into source_record (source_id, key, version, scope, run_id, as_of, content, content_hash, register, known_from)
      values ('youth-clubs', 'register/8814001/2026-01-12', 1, 'r', $1, now(), '{"laestab": "8814001", "date": "2026-01-12", "marks": [["mina-7", "/", "\\\\"], ["olaf-1", "/", "/"]]}', 'x', true, now())`,
    [runId],
  )
  await run(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
      select $1, id, 2025, $2, 'x', repeat('0', 530)::bit(530)::bit varying, repeat('0', 530)::bit(530)::bit varying, repeat('0', 530)::bit(530)::bit varying, now(), now() from access.establishment where laestab = '8814001'`,
    [sp, mina],
  )
  await run(
    `insert into mark_change (source_person_id, establishment_id, year, position, old, new, as_of, known_from, source_record_id)
      select $1, id, 2025, 1, 'x', 'y', now(), now(), $2 from access.establishment where laestab = '8814001'`,
    [sp, register],
  )
  const other = await one(
    `insert into source_person (source_id, key, person_id, identity, identity_hash, to_link) values ('youth-clubs', 'olaf-2', $1, '{}', '', false)`,
    [olaf],
  )
  const question = await one(
    `insert into review_case (a_person, b_person, a_source_person, b_source_person, bits, rule_version, evidence, opened_at, state) values ($1, $2, $3, $4, 1, 'x', '["Vellumina"]', now(), 'apart')`,
    [mina, olaf, sp, other],
  )
  await run(
    `insert into case_step (case_id, user_id, step, answer, reason, version, at) values ($1, $2, 'answered', 'apart', 'Vellumina', 'x', now())`,
    [question, user],
  )
  await run(
    `insert into pair_decision (a_source_person, b_source_person, decision, reason, at, case_id) values ($1, $2, 'different', 'Vellumina', now(), $3)`,
    [sp, other, question],
  )
  const split = await one(
    `insert into split (case_id, a_person, b_person, joined_at, at) values ($1, $2, $3, now(), now())`,
    [question, mina, olaf],
  )
  await run(
    `insert into split_entry (split_id, entry_id, copy_id, stands_on, why, given_to, author_id) values ($1, $2, $2, 'a', 'Vellumina', 'a', $3)`,
    [split, entry, user],
  )
  await run(
    `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, known_from, source_id, source_record_id)
      select s.id, s.person_id, 'identity', 'identity', 1, 1, '{}', '2026-01-10', 'youth-clubs', $1 from source_person s where s.key = $2`,
    [record, otherKey],
  )
  await run(
    `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, true_from, known_from, source_id)
      values ($1, $2, 'youth-membership', 'youth-centre', 1, 1, '{"club": "Vellumina"}', '2025-09-01', '2026-01-10', 'youth-clubs')`,
    [sp, mina],
  )
  await hangAdmissions({ run, one }, { child: mina, entry, user })
}

type Writes = { readonly run: Write; readonly one: Write }
const hangAdmissions = async (
  { run, one }: Writes,
  { child: mina, entry, user }: { readonly child: number; readonly entry: number; readonly user: number },
): Promise<void> => {
  const round = await one(
    `insert into admission_round (name, born_from, born_to, closes_on, offer_day, release_at, seed, commitment, supervisor, made_by, made_at)
      values ('Round', '2000-09-01', '2001-08-31', '2020-01-15', '2020-04-16', '2020-04-16', 's', repeat('a', 64), 'Pat', $1, now())`,
    [user],
  )
  const application = await one(
    `insert into admission_application (round_id, reference, child_id, tied, forename, surname, birth_date, facts, received_on, told_by, told_at)
      values ($1, 'A1', $2, 'person', 'Vellumina', 'Quistgard', '2001-05-06', '{}', '2020-01-01', $3, now())`,
    [round, mina, user],
  )
  await run(
    `insert into admission_preference (application_id, rank, school_key, told_by, known_from) values ($1, 1, 's', $2, now())`,
    [application, user],
  )
  await run(
    `insert into admission_run (round_id, state, started_by, started_at, input, report) values ($1, 'done', $2, now(), 'vellumina', '{}')`,
    [round, user],
  )
  await run(
    `insert into admission_offer (round_id, application_id, school_key, rank, given_by, standing, offered_at, told, entry_id) values ($1, $2, 's', 1, 'preference', 'held', now(), 'no', $3)`,
    [round, application, entry],
  )
  const family = await one(`insert into access.principal (kind, key, name) values ('family', 'f', 'A family, online')`)
  await run(
    `insert into access.family_account (family_id, issuer, subject, email, last_sign_in_at) values ($1, 'https://f', 'f', 'x', now())`,
    [family],
  )
  const sent = await one(
    `insert into family_application (uuid, family_id, round_id, receipt, sent_at, words, child_id, state, claim_how, decided_by, decided_at, application_id)
      values (gen_random_uuid(), $1, $2, 'r', now(), 'vellumina', $3, 'taken', 'called', $4, now(), $5)`,
    [family, round, mina, user, application],
  )
  const paper = await one(
    `insert into family_paper (uuid, sent_id, name, media_type, bytes, sha256, added_at) values (gen_random_uuid(), $1, 'Vellumina.jpg', 'image/jpeg', 1, '', now())`,
    [sent],
  )
  await run(`insert into family_paper_part (paper_id, part, bytes) values ($1, 0, 'vellumina')`, [paper])
}

import type pg from 'pg'
import { sealAddress } from '../src/access/family-address.ts'

const issuer = 'urn:bench:families'

/** A round whose offers have just gone out: so many families who applied by their own account, each with a child on record and an offer. */
export const writeOfferDay = async (owner: pg.Pool, key: Buffer, families: number, now: Date): Promise<void> => {
  const run = (statement: string, values: readonly unknown[] = []) => owner.query(statement, [...values])
  await run(`insert into access.principal (kind, key, name) values ('user', 'bench-officer', 'Bench')`)
  await run(`insert into person (has_record) select true from generate_series(1, $1::integer)`, [families])
  const emails = Array.from({ length: families }, (_, n) => {
    const account = { issuer, subject: `family-${n}` }
    return { subject: account.subject, email: sealAddress(key, account, `family-${n}@example.org`).toString('base64') }
  })
  await run(
    `with told as (select * from jsonb_to_recordset($1::jsonb) as t(subject text, email text)), p as (insert into access.principal (kind, key, name)
        select 'family', subject, 'A family, online' from told returning id, key)
      insert into access.family_account (family_id, issuer, subject, email, last_sign_in_at) select p.id, '${issuer}', t.subject, decode(t.email, 'base64'), $2
        from told t join p on p.key = t.subject`,
    [JSON.stringify(emails), now],
  )
  await run(
    `insert into admission_round (name, born_from, born_to, closes_on, offer_day, release_at, seed, commitment, supervisor, made_by, made_at)
      select 'Bench', '2015-09-01', '2016-08-31', '2026-10-31', '2027-03-01', $1, 'bench', encode(sha256('bench'), 'hex'), 'Nobody', id, $1
      from access.principal where key = 'bench-officer'`,
    [now],
  )
  await run(`insert into admission_application (round_id, reference, child_id, tied, forename, surname, birth_date, received_on, told_by, told_at)
    select r.id, 'A' || p.n, p.id, 'found', 'Child ' || p.n, 'Bench', '2016-01-01', '2026-10-01', r.made_by, r.made_at
    from admission_round r, (select id, row_number() over (order by id) as n from person) p`)
  await run(`insert into family_application (uuid, family_id, round_id, receipt, sent_at, words, child_id, state, claim_how, decided_by, decided_at, application_id)
    select gen_random_uuid(), f.family_id, a.round_id, a.reference, a.told_at, 'x', a.child_id, 'taken', 'bench', a.told_by, a.told_at - interval '60 days', a.id
    from (select *, row_number() over (order by id) as n from admission_application) a
      join (select family_id, row_number() over (order by family_id) as n from access.family_account) f on f.n = a.n`)
  await run(
    `insert into admission_run (round_id, started_by, started_at, state, report) select id, made_by, made_at, 'done', '{}'::jsonb from admission_round`,
  )
  await run(`insert into admission_place (run_id, application_id, school_key, rank, given_by)
    select r.id, a.id, 'S1', 1, 'preference' from admission_run r, admission_application a`)
  await run(
    `insert into admission_release (round_id, run_id, approved_at, released_at) select round_id, id, $1, $1 from admission_run`,
    [now],
  )
  await run('analyze')
}

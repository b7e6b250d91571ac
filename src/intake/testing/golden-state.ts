import { createHash } from 'node:crypto'
import type pg from 'pg'

// Each part in words of the sources, without a single id or clock reading of ours: two databases that know the same
// children from the same files, in whatever order rows were numbered, give the same text.
const people = `(select s.id, s.source_id || ' ' || s.key as name, s.person_id from source_person s)`
const together = `(select person_id, string_agg(name, ' + ' order by name) as who from ${people} n group by person_id)`

const parts: Readonly<Record<string, string>> = {
  runs: `select source_id, period, mode, state, as_of, encode(files_hash, 'hex'), rows, accepted, rejected, waiting, unchanged, people_new,
    people_linked, people_review, changes from import_run`,
  problems: `select u.source_id, u.period, f.name, p.line, p.column_name, p.outcome, p.problem, p.got, p.wanted, p.fix, p.row_values
    from import_problem p join import_run u on u.id = p.run_id left join import_file f on f.id = p.file_id`,
  records: `select source_id, key, version, scope, person_key, as_of, gone, content, encode(content_hash, 'hex'), identity,
    known_to = 'infinity' from source_record`,
  persons: `select s.source_id, s.key, s.adult, s.identity, s.provisional, p.has_record, t.who
    from source_person s join person p on p.id = s.person_id join ${together} t on t.person_id = s.person_id`,
  entries: `select n.name, e.uprn, t.who, e.kind, e.category, e.sensitivity, e.summary, e.flags, e.body, e.true_from, e.true_to, e.source_id,
    r.key, r.version, e.due_on, e.status, e.code, e.number, e.known_to = 'infinity'
    from entry e left join ${people} n on n.id = e.source_person_id left join ${together} t on t.person_id = e.child_id
    left join source_record r on r.id = e.source_record_id`,
  involvements: `select n.name, t.who, i.worker_name, i.team_name, i.phone, i.kind, i.service, i.category, i.true_from, i.true_to,
    i.known_to = 'infinity' from involvement i left join ${people} n on n.id = i.source_person_id left join ${together} t on t.person_id = i.child_id`,
  enrolments: `select n.name, h.laestab, e.starts_on, e.ends_on, e.known_to = 'infinity'
    from intake.enrolment e join ${people} n on n.id = e.source_person_id join access.establishment h on h.id = e.establishment_id`,
  families: `select n.name, f.source_id, f.family_key, f.starts_on, f.ends_on, f.known_to = 'infinity'
    from intake.family_claim f join ${people} n on n.id = f.source_person_id`,
  marks: `select n.name, t.who, h.laestab, y.year, y.marks, y.attended, y.authorised, y.unauthorised
    from attendance_year y join ${people} n on n.id = y.source_person_id join access.establishment h on h.id = y.establishment_id
    left join ${together} t on t.person_id = y.child_id`,
  changes: `select n.name, h.laestab, c.year, c.position, c.old, c.new, c.as_of
    from mark_change c join ${people} n on n.id = c.source_person_id join access.establishment h on h.id = c.establishment_id`,
  lists: 'select source_id, scope, as_of from intake.snapshot',
  seen: 'select count(*) from intake.seen',
}

/**
 * Everything that is known, as one hash for each part and one of all, without ids and without our clock: what an import that
 * was killed a hundred times must have in common with one that was not. `owner` must see past row security.
 */
export const goldenState = async (owner: pg.Pool): Promise<Readonly<Record<string, string>>> => {
  const state: Record<string, string> = {}
  const whole = createHash('sha256')
  for (const [part, query] of Object.entries(parts)) {
    const { rows } = await owner.query<{ hash: string; rows: number }>(
      `select coalesce(md5(string_agg(h, '' order by h)), '-') as hash, count(*)::int as rows from (select md5(x::text) as h from (${query}) x) y`,
    )
    state[part] = `${rows[0]?.rows} ${rows[0]?.hash}`
    whole.update(`${part} ${state[part]}\n`)
  }
  return { ...state, all: whole.digest('hex') }
}

// Fills a town straight into the tables, for worlds that intake would take hours to make: bodies and labels by the pure parts
// of intake and linking, rows by COPY, what is derived by one statement each. bulk-loader.test.ts proves that what readers see
// is what intake makes of the same rows. Not made: comparisons and blocking keys, which only the linker reads, and the
// registers' own source rows.
import type pg from 'pg'
import type { Ground } from '../src/access/index.ts'
import { contentHash } from '../src/access/index.ts'
import { tokensOf } from '../src/children/linking/search-tokens.ts'
import { registerSources } from '../src/intake/index.ts'
import { blankYear, placeMarks, placesOf, sessionsOf } from '../src/intake/registers.ts'
import { stageFact } from '../src/intake/staged-row.ts'
import { academicYearOf, markBits } from '../src/kernel/index.ts'
import { defaultModel } from '../src/linkage/index.ts'
import { type Copy, openCopy } from './copy-rows.ts'
import { rowOf, townSource } from './town.source.ts'
import {
  childOf,
  countSchools,
  marksOn,
  patternOf,
  patterns,
  schoolName,
  schoolNumber,
  type Town,
  townAsOf,
  townDay,
  townDays,
} from './town.ts'

/** The database to fill: its owner, and the ground of its jobs. */
export type Place = { readonly ownerUrl: string; readonly owner: pg.Pool; readonly jobs: Ground }

const tables = {
  person: ['person', 'id, changed_at'],
  sourcePerson: [
    'source_person',
    'id, source_id, key, person_id, identity, identity_hash, linked_hash, identity_as_of, first_run_id, to_link',
  ],
  sourceRecord: [
    'source_record',
    'id, source_id, key, version, scope, person_key, run_id, as_of, content, content_hash, identity, known_from',
  ],
  link: ['link', 'source_person_id, person_id, decided_by, rule_version, evidence, known_from'],
  entry: [
    'entry',
    'source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, true_from, true_to, known_from, source_id, source_record_id, run_id, due_on, status, code, number, ref',
  ],
  enrolment: ['intake.enrolment', 'source_person_id, establishment_id, starts_on, source_record_id, known_from'],
  familyClaim: ['intake.family_claim', 'source_person_id, source_id, family_key, source_record_id, known_from'],
  year: [
    'attendance_year',
    'source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at',
  ],
  searchKey: ['search_key', 'word_id, child_id, field, category_bit, sensitivity, source_person_id'],
} as const
type Copies = Readonly<Record<keyof typeof tables, Copy>>

type Load = {
  readonly town: Town
  readonly runId: number
  readonly schools: readonly number[]
  readonly years: readonly string[]
  readonly words: Map<string, { id: number; sound: string }>
  readonly copies: Copies
}

/** Loads the town into an empty, migrated database. */
export const loadTown = async (place: Place, town: Town, tell: (line: string) => void = () => {}): Promise<void> => {
  const { owner, ownerUrl } = place
  const lap = stopwatch(tell)
  await registerSources(place.jobs, [townSource])
  const indexes = await dropIndexes(owner)
  const [runId, schools] = [await makeRun(owner, town), await makeSchools(owner, town)]
  const copies = await openAll(ownerUrl)
  const load: Load = { town, runId, schools, years: yearsOf(town), words: new Map(), copies }
  for (let number = 0; number < town.children; number++) await addChild(load, number)
  await Promise.all(Object.values(copies).map(copy => copy.end()))
  await keepWords(ownerUrl, load.words)
  lap('rows copied')
  if (town.earlier) {
    await addEarlierYears(owner, town.earlier)
    lap(`${town.earlier} earlier years added`)
  }
  await derive(owner)
  lap('rolls, households, families derived')
  for (const index of indexes) await owner.query(index)
  lap('indexes built')
  await owner.query('vacuum analyze')
  lap('analysed')
}

const stopwatch = (tell: (line: string) => void): ((what: string) => void) => {
  let since = performance.now()
  return what => {
    tell(`  ${what} in ${((performance.now() - since) / 1000).toFixed(1)} s`)
    since = performance.now()
  }
}

const openAll = async (ownerUrl: string): Promise<Copies> => {
  const opened = Object.entries(tables).map(async ([name, [table, columns]]) => [
    name,
    await openCopy(ownerUrl, table, columns),
  ])
  return Object.fromEntries(await Promise.all(opened)) as Copies
}

const addChild = async ({ town, runId, schools, years, words, copies }: Load, number: number): Promise<void> => {
  const row = rowOf(childOf(town, number))
  const id = number + 1
  const known = townAsOf
  const hash = `\\x${contentHash(row.identity)}`
  const school = schools[childOf(town, number).school] ?? 0
  const waits: (Promise<void> | undefined)[] = [
    copies.person.add([id, known]),
    copies.sourcePerson.add([id, townSource.id, row.personKey, id, row.identity, hash, hash, known, runId, false]),
    copies.sourceRecord.add([
      ...[id, townSource.id, row.key, 1, row.scope, row.personKey, runId, known, row.content],
      ...[`\\x${contentHash(row.content)}`, row.identity, known],
    ]),
    copies.link.add([id, id, 'machine', defaultModel.version, firstEvidence, known]),
    copies.enrolment.add([id, school, row.roll?.from, id, known]),
    copies.familyClaim.add([id, townSource.id, row.family?.key, id, known]),
  ]
  const marks = years[patternOf(number)] ?? blankYear
  const bits = markBits(marks)
  waits.push(
    copies.year.add([
      id,
      school,
      academicYearOf(townDay),
      id,
      marks,
      bits.attended,
      bits.authorised,
      bits.unauthorised,
      known,
      known,
    ]),
  )
  const keys = new Set<string>()
  for (const fact of row.facts)
    for (const e of stageFact({ id: townSource.id, tells: townSource.tells }, fact, known)) {
      waits.push(
        copies.entry.add([
          ...[
            id,
            id,
            e.kind,
            e.category,
            e.category_bit,
            e.sensitivity,
            e.summary,
            e.body,
            e.true_from,
            e.true_to,
            known,
          ],
          ...[townSource.id, id, runId, e.due_on, e.status, e.code, e.number, e.ref],
        ]),
      )
      for (const { word, sound, field } of tokensOf(e.kind, e.body)) {
        const wordId = idOf(words, word, sound)
        const key = `${wordId} ${field} ${e.sensitivity}`
        if (keys.has(key)) continue
        keys.add(key)
        waits.push(copies.searchKey.add([wordId, id, field, e.category_bit, e.sensitivity, id]))
      }
    }
  for (const wait of waits) if (wait) await wait
}

const firstEvidence = { words: ['The first record of this person'] }

const idOf = (words: Load['words'], word: string, sound: string): number => {
  const known = words.get(word)
  if (known) {
    if (sound !== '') known.sound = sound
    return known.id
  }
  words.set(word, { id: words.size + 1, sound })
  return words.size
}

/** A year's marks for each of the ways that days go. */
const yearsOf = (town: Town): string[] =>
  Array.from({ length: patterns }, (_, pattern) => {
    const placings = townDays(town).flatMap(day => {
      const [places, [am, pm]] = [placesOf(day), marksOn(pattern, day)]
      return places ? sessionsOf(places, am, pm, 'first') : []
    })
    return placeMarks(blankYear, placings).marks
  })

const makeRun = async (owner: pg.Pool, { children }: Town): Promise<number> => {
  const { rows } = await owner.query<{ id: number }>(
    `insert into import_run (source_id, period, state, as_of, received_at, finished_at, files_hash, rows, accepted, people_new)
     values ($1, '2026', 'done', $2, $2, $2, '', $3, $3, $3) returning id`,
    [townSource.id, townAsOf, children],
  )
  return rows[0]?.id ?? 0
}

const makeSchools = async (owner: pg.Pool, town: Town): Promise<number[]> => {
  const all = Array.from({ length: countSchools(town) }, (_, school) => school)
  await owner.query(
    `insert into access.establishment (laestab, name, la) select n, s, '899' from unnest($1::text[], $2::text[]) as t(n, s)
     on conflict (laestab) do nothing`,
    [all.map(schoolNumber), all.map(schoolName)],
  )
  const { rows } = await owner.query<{ id: number; laestab: string }>('select id, laestab from access.establishment')
  const ids = new Map(rows.map(({ id, laestab }) => [laestab, id]))
  return all.map(school => ids.get(schoolNumber(school)) ?? 0)
}

const keepWords = async (ownerUrl: string, words: Load['words']): Promise<void> => {
  const copy = await openCopy(ownerUrl, 'search_word', 'id, word, sound')
  for (const [word, { id, sound }] of words) await copy.add([id, word, sound])
  await copy.end()
}

/** School, background, telephone and carer of each child as they stood in each of so many school years before, long ended. */
const addEarlierYears = async (owner: pg.Pool, years: number): Promise<void> => {
  const same = tables.entry[1].replace('true_from, true_to, ', '')
  const client = await owner.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(
      `insert into entry (${same}, true_from, true_to) select ${same}, make_date(2026 - y, 9, 1), make_date(2027 - y, 9, 1)
       from entry, generate_series(1, ${years}) y where kind in ('enrolment', 'background', 'contact-detail', 'carer')`,
    )
  } finally {
    client.release(true)
  }
}

/** What linking projects, for everybody at once; and counters that go on after what was copied. */
const derive = async (owner: pg.Pool): Promise<void> => {
  await owner.query(`
    insert into access.roll (child_id, establishment_id, starts_on, ends_on)
      select source_person_id, establishment_id, starts_on, ends_on from intake.enrolment;
    insert into household_member (uprn, child_id, entry_id, sensitivity, true_from, true_to)
      select code, child_id, id, sensitivity, true_from, true_to from entry where kind = 'address' and code is not null;
    insert into family (formed_by, known_from) select distinct source_id || ' ' || family_key, known_from from intake.family_claim;
    insert into family_member (family_id, child_id, source_id, source_key, known_from)
      select f.id, c.source_person_id, c.source_id, c.family_key, c.known_from
      from intake.family_claim c join family f on f.formed_by = c.source_id || ' ' || c.family_key;
    select setval(pg_get_serial_sequence(t, 'id'), (xpath('/row/m/text()', query_to_xml('select coalesce(max(id), 0) + 1 as m from ' || t, false, true, '')))[1]::text::bigint)
      from unnest(array['person', 'source_person', 'source_record', 'search_word']) as t`)
}

/** Takes away every index that no constraint needs; gives the statements that make them again. */
const dropIndexes = async (owner: pg.Pool): Promise<string[]> => {
  const filled = Object.values(tables).map(([table]) => (table.includes('.') ? table : `public.${table}`))
  const { rows } = await owner.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = any ($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [[...filled, 'public.search_word', 'public.household_member', 'public.family_member', 'access.roll']],
  )
  for (const { name } of rows) await owner.query(`drop index ${name}`)
  return rows.map(({ made }) => made)
}

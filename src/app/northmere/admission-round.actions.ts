import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Authority } from '../../../fictional/index.ts'
import { asActor } from '../../access/index.ts'
import type { IntakeGround } from '../../intake/index.ts'
import { academicYearOf, addDays, londonDate } from '../../kernel/index.ts'

type Child = { id: number; forename: string; surname: string; born: string }
type School = { key: string; name: string; easting: number; northing: number }

/** The same number, 0 up to `below`, of the same words. */
const numberOf = (words: string, below: number): number =>
  createHash('sha256').update(words).digest().readUInt32BE(0) % below

/**
 * A practice round for year 7 of the invented council, closed two weeks ago, whose offers may go out in an hour: most children of the age have an
 * application, and a few need somebody (an address to check, two for one child, one tied to nobody). Done again it adds nothing.
 */
export const keepAdmissionRound = (ground: IntakeGround, { schools, staff }: Authority): Promise<void> =>
  asActor(ground, 'admissions', async (tx, now) => {
    const officer = staff.find(one => one.roles.includes('admissions-officer'))
    const { rows: people } = await sql<{
      id: number
    }>`select id from access.principal where kind = 'user' and key = ${officer?.id ?? null}`.execute(tx)
    const { rows: rounds } = await sql`select id from admission_round limit 1`.execute(tx)
    const by = people[0]?.id
    if (by === undefined || rounds.length > 0) return
    const today = londonDate(now)
    const year = academicYearOf(today) + 1
    const [bornFrom, bornTo] = [`${year - 12}-09-01`, `${year - 11}-08-31`]
    const { rows: children } = await sql<Child>`
      select distinct on (child_id) child_id as id, body->>'forename' as forename, body->>'surname' as surname, body->>'birthDate' as born from entry
      where kind = 'identity' and child_id is not null and body->>'birthDate' between ${bornFrom}::text and ${bornTo}::text
        and body->>'forename' <> '' and body->>'surname' <> '' order by child_id, id`.execute(tx)
    const places = schools
      .filter(one => one.phase === 'SS')
      .slice(0, 6)
      .map(
        ({ laestab, name }, i): School => ({
          key: laestab,
          name,
          easting: 400_000 + (i % 3) * 4_000,
          northing: 300_000 + Math.floor(i / 3) * 4_000,
        }),
      )
    const seed = `northmere ${today}`
    const commitment = createHash('sha256').update(seed).digest('hex')
    const { rows: made } = await sql<{ id: number }>`
      insert into admission_round (name, born_from, born_to, closes_on, offer_day, release_at, seed, commitment, supervisor, made_by, made_at)
      values (${`Year 7, ${year} (practice)`}, ${bornFrom}::date, ${bornTo}::date, ${addDays(today, -14)}::date, ${today}::date,
        ${new Date(now.getTime() + 3_600_000)}, ${seed}, ${commitment}, 'The monitoring officer', ${by}, ${now}) returning id`.execute(
      tx,
    )
    const round = made[0]?.id ?? 0
    const each = Math.ceil((children.length * 1.02) / Math.max(1, places.length))
    for (const school of places)
      await sql`insert into admission_school (round_id, key, name, places, settings, told_by, known_from)
        values (${round}, ${school.key}, ${school.name}, ${each}, ${JSON.stringify(settingsOf(school))}::jsonb, ${by}, ${now})`.execute(
        tx,
      )
    const applications = applicationsOf(children, places, bornTo)
    const came = sql`jsonb_to_recordset(${JSON.stringify(applications)}::jsonb) as n(reference text, child bigint, tied text, forename text, surname text,
      born date, facts jsonb, wants jsonb, checked jsonb)`
    await sql`insert into admission_application (round_id, reference, child_id, tied, forename, surname, birth_date, facts, received_on, told_by, told_at)
      select ${round}, n.reference, n.child, n.tied, n.forename, n.surname, n.born, n.facts, ${addDays(today, -30)}::date, ${by}, ${now} from ${came}`.execute(
      tx,
    )
    await sql`insert into admission_preference (application_id, rank, school_key, told_by, known_from)
      select a.id, w.rank, w.key, ${by}, ${now} from ${came} join admission_application a on a.round_id = ${round} and a.reference = n.reference
      cross join lateral jsonb_array_elements_text(n.wants) with ordinality as w(key, rank)`.execute(tx)
    await sql`insert into admission_check (application_id, fact, holds, proof, told_by, known_from)
      select a.id, f.key, true, f.value, ${by}, ${now} from ${came} join admission_application a on a.round_id = ${round} and a.reference = n.reference
      cross join lateral jsonb_each_text(n.checked) as f`.execute(tx)
  })

const settingsOf = ({ easting, northing }: School) => ({
  easting,
  northing,
  distance: { from: 'coordinates', unit: 'miles', decimals: 3 },
  criteria: [
    { name: 'in our care, now or before', when: { looked_after: true }, measure_shown: false },
    { name: 'brother or sister at the school', when: { brother_or_sister: '@school' } },
    { name: 'all other children' },
  ],
  twin_clause: true,
})

const applicationsOf = (children: readonly Child[], schools: readonly School[], bornTo: string) => {
  const applied = children.filter((_, i) => i % 12 !== 11)
  const usual = applied.map((child, i) => applicationOf(child, i, schools))
  const [first] = usual
  const stranger = { id: 0, forename: 'Bram', surname: 'Oyelaran', born: bornTo }
  return [
    ...usual,
    ...(first ? [{ ...first, reference: 'N-9001' }] : []),
    { ...applicationOf(stranger, 9001, schools), reference: 'N-9002', child: null, tied: null },
  ]
}

/** The two nearest schools and one that is liked by all, in an order that the child's number gives. */
const applicationOf = ({ id, forename, surname, born }: Child, i: number, schools: readonly School[]) => {
  const [easting, northing] = [398_000 + numberOf(`east ${i}`, 12_000), 298_000 + numberOf(`north ${i}`, 8_000)]
  const away = (school: School): number => Math.hypot(school.easting - easting, school.northing - northing)
  const near = schools.toSorted((a, b) => away(a) - away(b)).slice(0, 3)
  const liked = numberOf(`liked ${i}`, 3) === 0 ? schools.slice(0, 1) : []
  const wants = [...new Set([...liked, ...near])].map(school => school.key)
  const has = numberOf(`brother ${i}`, 6) === 0
  const facts = {
    easting: String(easting),
    northing: String(northing),
    ...(has ? { brother_or_sister: wants[0] } : {}),
  }
  const checked = {
    ...(numberOf(`checked ${i}`, 80) === 0 ? {} : { address: 'council tax' }),
    ...(has ? { brother_or_sister: 'school roll' } : {}),
  }
  const reference = `N-${String(i + 1).padStart(4, '0')}`
  return {
    reference,
    child: id as number | null,
    tied: 'found' as string | null,
    forename,
    surname,
    born,
    facts,
    wants,
    checked,
  }
}

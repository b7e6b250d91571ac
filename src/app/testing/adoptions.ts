import { barRecords } from '../../access/index.ts'
import { aReader, aRelation, testNow } from '../../access/testing/index.ts'
import { linkPending } from '../../children/index.ts'
import { type Arrival, arrive, someSources } from '../../children/testing/index.ts'
import { makeNhsNumber, makeUpn, type PlainDate, plainDate } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { nowhere } from './addresses.ts'
import { leaveSite, type TestSite, testSite, type Visitor } from './index.ts'
import { found, seen } from './twin-worlds.ts'

/** One adopted child: who was, who is, and by what each is known. `tokens` are of one side alone. */
type Adoption = {
  readonly old: Arrival
  readonly now: Arrival
  readonly brother: Arrival
  /** The old identity, sent again by another feed; of one in ten nobody sends it. */
  readonly again: Arrival | undefined
  readonly sides: Side[]
}
type Side = { readonly side: 'old' | 'new'; address: string; readonly tokens: Set<string> }

const forenames = ['Poppy', 'Oscar', 'Ava', 'Noah', 'Isla', 'Leo', 'Freya', 'Arthur', 'Mia', 'Theo', 'Ruby']
/** A surname that nobody else has, of letters alone. */
const surname = (start: string, at: number): string =>
  `${start}${[at % 20, Math.floor(at / 20) % 20, Math.floor(at / 400)].map(n => `${'bdfghjklmnpqrstvwxyz'.charAt(n)}${'aeiou'.charAt(n % 5)}`).join('')}`

/** A number that can be one: of eleven none can end in a check digit. */
const nhsOf = (serial: number): string => makeNhsNumber(String(serial)) ?? nhsOf(serial + 1)

const anAdoption = (at: number): Adoption => {
  const child = {
    forename: forenames[at % forenames.length] ?? 'Poppy',
    middle: 'May',
    birthDate: plainDate(2010 + (at % 12), 1 + (at % 12), 1 + (at % 28)) as PlainDate,
    sex: at % 2 === 0 ? ('F' as const) : ('M' as const),
  }
  const [was, is] = [surname('Oldra', at), surname('Nevi', at)]
  const before = {
    house: String(1 + at),
    street: `${was} Road`,
    postcode: `NM2 ${at % 10}BB`,
    parents: [`Donna ${was}`],
  }
  const after = { house: String(1 + at), street: `${is} Avenue`, postcode: `NM7 ${at % 10}AA`, parents: [`Anna ${is}`] }
  const old = {
    ...{ ...child, surname: was, ...before },
    ...{ upn: makeUpn('801', '2000', '15', at), nhsNumber: nhsOf(500_000_000 + 2 * at) },
  }
  const now = {
    ...{ ...child, surname: is, ...after },
    ...{ upn: makeUpn('899', '2007', '17', at), nhsNumber: nhsOf(600_000_000 + 2 * at) },
  }
  const { upn: _, nhsNumber: __, ...unnumbered } = old
  // the old identity as a feed may send it again
  const again = [
    old,
    unnumbered,
    { ...old, forename: 'Popy' },
    { ...old, school: 'Elm Primary' },
    { ...unnumbered, middle: undefined },
  ][at % 5]
  const mother = [{ name: `Donna ${was}`, relation: 'mother' }]
  return {
    old: { source: 'school-census', key: `oldkey${at}k`, identity: old, carers: mother, family: `fam${at}` },
    brother: {
      source: 'school-census',
      key: `brokey${at}k`,
      identity: { ...before, forename: 'Jake', surname: was, birthDate: '2009-02-03' as PlainDate, sex: 'M' },
      carers: mother,
      family: `fam${at}`,
    },
    now: { source: 'health', key: `newkey${at}k`, identity: now, carers: [{ name: `Anna ${is}`, relation: 'mother' }] },
    again:
      at % 10 === 9 ? undefined : { source: 'cin-census', key: `agakey${at}k`, identity: again as Arrival['identity'] },
    sides: [
      {
        side: 'old',
        address: '',
        tokens: new Set([was, old.upn, old.nhsNumber, `oldkey${at}k`, `brokey${at}k`, `fam${at}`]),
      },
      { side: 'new', address: '', tokens: new Set([is, now.upn, now.nhsNumber, `newkey${at}k`]) },
    ],
  }
}

export type AdoptionWorld = {
  readonly db: TestDatabase
  readonly site: TestSite
  readonly adoptions: readonly Adoption[]
  leave(): Promise<void>
}

/**
 * So many adopted children: the old record is shut and barred from the new one by the product's own command, a brother of the birth family is known, and then feeds send
 * the old identity again.
 */
export const adoptionWorld = async (many: number): Promise<AdoptionWorld> => {
  const db = await testDatabase()
  const site = await testSite(db)
  const { owner } = db
  await someSources(owner, ['school-census', 'cin-census', 'health'])
  // so that an id is no other number
  await owner.query(
    `select setval(pg_get_serial_sequence('person', 'id'), 70000000), setval(pg_get_serial_sequence('source_person', 'id'), 80000000)`,
  )
  const adoptions = Array.from({ length: many }, (_, at) => anAdoption(at))
  const holder = await aReader(owner, 'social-worker')
  for (const { old, brother } of adoptions) for (const one of [old, brother]) await arrive(owner, one, testNow)
  await linkPending(site.grounds.jobs)
  await owner.query(
    `with s as (insert into access.shield (child_id, kind, reason, holder, starts_at) select person_id, 'sealed', 'adoption', $1, '2026-01-01' from source_person where key like 'oldkey%' returning id)
     insert into access.shield_allowed select id, $1 from s`,
    [holder.userId],
  )
  for (const { now } of adoptions) await arrive(owner, now, testNow)
  const pairs: [string, string][] = []
  for (const adoption of adoptions) {
    for (const [at, key] of [adoption.old.key, adoption.now.key].entries()) {
      const side = adoption.sides[at]
      const { rows } = await owner.query(
        'select p.uuid from source_person s join person p on p.id = s.person_id where s.key = $1',
        [key],
      )
      if (side) side.address = rows[0].uuid
    }
    pairs.push([adoption.sides[0]?.address ?? '', adoption.sides[1]?.address ?? ''])
  }
  const { faults } = await barRecords(site.grounds.jobs, pairs)
  if (faults.length > 0) throw new Error(`The barrier was not put up: ${JSON.stringify(faults[0])}`)
  await linkPending(site.grounds.jobs)
  for (const { again } of adoptions) if (again) await arrive(owner, again, testNow)
  await linkPending(site.grounds.jobs)
  const { rows } = await owner.query<{ key: string; sp: string; person: string; uuid: string }>(
    `select s.key, s.id::text as sp, s.person_id::text as person, p.uuid::text as uuid from source_person s join person p on p.id = s.person_id`,
  )
  for (const { key, sp, person, uuid } of rows) {
    const at = Number(/\d+/.exec(key)?.[0])
    const side = adoptions[at]?.sides[key.startsWith('newkey') ? 1 : 0]
    for (const token of [sp, person, uuid]) side?.tokens.add(token)
  }
  return { db, site, adoptions, leave: () => leaveSite(db, site) }
}

/** Words, numbers and addresses in a text. */
const tokensIn = (text: string): Iterable<string> => text.match(/[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9]+/g) ?? []

/** Every row of every table that names both sides of one adoption, but for the barrier itself, which no login reads but the linker's. */
export const rowsWithBoth = async ({ db, adoptions }: AdoptionWorld): Promise<string[]> => {
  const sideOf = new Map<string, string>()
  for (const [at, { sides }] of adoptions.entries())
    for (const { side, tokens } of sides)
      for (const token of tokens) {
        const known = sideOf.get(token)
        sideOf.set(token, known && known !== `${at} ${side}` ? 'several' : `${at} ${side}`)
      }
  const { rows: tables } = await db.owner.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'barrier' order by 1`,
  )
  const both: string[] = []
  for (const { name } of tables)
    for (const { row } of (await db.owner.query<{ row: string }>(`select t::text as row from ${name} t`)).rows) {
      const there = new Set([...tokensIn(row)].flatMap(token => sideOf.get(token) ?? []))
      for (const one of there)
        if (one.endsWith(' old') && there.has(one.replace(' old', ' new'))) both.push(`${name}: ${row.slice(0, 200)}`)
    }
  return both
}

/** Which persons are one that must not be, and who is asked about the two outside the holders' own list. Two children of one new name and birth date may be asked about. */
export const joinedOrAsked = async ({ db }: AdoptionWorld): Promise<string[]> => {
  const { rows } = await db.owner.query<{ what: string }>(
    `select 'one record: ' || string_agg(key, ', ') as what from source_person group by person_id
       having bool_or(key like 'newkey%') and bool_or(key not like 'newkey%')
     union all select 'asked: ' || a.key || ', ' || b.key from review_case c join source_person a on a.id = c.a_source_person join source_person b on b.id = c.b_source_person
       where c.kind <> 'sealed' and (a.key || b.key) ~ 'oldkey'
     union all select 'asked: ' || a.key || ', ' || b.key from review_case c join source_person a on a.id = c.a_source_person join source_person b on b.id = c.b_source_person
       where (a.key like 'newkey%') <> (b.key like 'newkey%')`,
  )
  return rows.map(row => row.what)
}

const reasonGiven = 'A referral came about this child today'

/** What somebody reads who may read of the new identity all there is to read, and who is told of neither: words of the old one, or an answer that nobody else's gets. */
export const toldOnScreens = async ({ db, site, adoptions }: AdoptionWorld, some: number): Promise<string[]> => {
  const told: string[] = []
  const worker = await aReader(db.owner, 'social-worker')
  const people: [string, Visitor][] = []
  for (const role of ['clearing-house', 'front-door', 'auditor', 'team-manager'] as const)
    people.push([role, await site.signIn(await aReader(db.owner, role))])
  const visitor = await site.signIn(worker)
  people.push(['worker', visitor])
  for (const { old, now, sides } of adoptions.filter(one => !one.again).slice(0, some)) {
    const [before, after] = sides
    if (!before || !after) continue
    const { rows } = await db.owner.query('select id from person where uuid = $1', [after.address])
    await aRelation(db.owner, { child: rows[0].id }, { principal: worker.userId })
    const says = (page: string, { tokens }: Side): boolean => [...tokensIn(page)].some(token => tokens.has(token))
    for (const tab of ['', '/about', '/timeline', '/family', '/changes', '/who-looked', '/why', '/visit'])
      if (says(await seen(visitor, `/children/${after.address}${tab}`), before)) told.push(`worker, ${tab}`)
    for (const path of ['/duplicates', '/duplicates/decided', '/who-looked', '/', '/front-door', '/my-children'])
      for (const [who, visit] of people) if (says(await seen(visit, path), before)) told.push(`${who}, ${path}`)
    const absent = await seen(visitor, `/children/${nowhere}`)
    const there = await seen(visitor, `/children/${before.address}`)
    if (there.replaceAll(before.address, nowhere) !== absent) told.push('worker, the old address')
    // As many letters, so that a page is as long.
    const nobody = (text: string) => text.replace(/[A-Za-z]/g, 'q').replace(/\d/g, '0')
    const search = async (visit: Visitor, word: string) => (await found(visit, word)).replaceAll(word, 'WORD')
    for (const [who, visit] of people.filter(([one]) => one !== 'auditor'))
      for (const [identity, other] of [
        [old.identity, after],
        [now.identity, before],
      ] as const)
        for (const word of [identity.surname, identity.upn, identity.nhsNumber].filter(one => one !== undefined)) {
          const page = await search(visit, word)
          // Only the clearing house finds a child of whom it holds no more than the name.
          const isAnswered = who !== 'clearing-house' && other === after && page !== (await search(visit, nobody(word)))
          if (says(page, other) || isAnswered) told.push(`${who}, a search for ${word}`)
        }
    const [year = '', month = '', day = ''] = old.identity.birthDate?.split('-') ?? []
    for (const [who, visit] of people.filter(([one]) => one === 'front-door' || one === 'worker')) {
      const locate = async (name: string) => {
        const sent = await visit.post('/locate', { name, day, month, year, reason: reasonGiven })
        const to = sent.headers.location ?? ''
        return `${sent.statusCode} ${(await seen(visit, to)).replaceAll(to.split('/').at(-1) ?? '-', 'SEARCH')}`
      }
      const name = `${old.identity.forename} ${old.identity.surname}`
      if ((await locate(name)) !== (await locate(`${old.identity.forename} ${nobody(old.identity.surname ?? '')}`)))
        told.push(`${who}, locate`)
    }
  }
  return told
}

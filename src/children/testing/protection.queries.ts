import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { provisionChildren, type SignedInReader } from '../../access/index.ts'
import { aReader } from '../../access/testing/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { identity } from '../kinds/index.ts'
import { joinPersons, linkPending, undoDecision } from '../linking/index.ts'
import { born, smallWorld } from '../linking/small-world.examples.ts'
import { type Arrival, arrive, atDesk, onList } from './index.ts'
import type { LinkedTown } from './linked-town.ts'

// Feeds and people as chance has them, on records of which some are kept to named people; and what must hold after each of them (security.md, T08, T09).

type Chance = () => number
const pick = <T>(chance: Chance, list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T
const sources = ['census', 'care', 'health'] as const
const homes = [
  { house: '14', street: 'Mill Lane', postcode: 'NM4 2QT', uprn: '100012345671' },
  { house: '70', street: 'Beach Road', postcode: 'NM9 9ZZ', uprn: '100012345679' },
  { house: '3', street: 'High Street', postcode: 'NM1 1AA' },
]
const upns = ['Q801200005028', 'H899200717001', undefined, undefined]
const days = ['2013-05-03', '2013-03-05', '2014-02-11', '2016-09-01'].map(born)
const carers = [
  [],
  [{ name: 'Donna Hearne', relation: 'mother' }],
  [{ name: 'Amina Khan', relation: 'mother' }],
] as const

/** What a source may send next: one of its five records, much as somebody's is known or as chance has it. */
const aRow = (chance: Chance): Arrival => {
  const like = pick(chance, smallWorld)
  const upn = pick(chance, upns)
  return {
    source: pick(chance, sources),
    key: `record-${Math.floor(chance() * 5)}`,
    identity: {
      ...like.identity,
      ...(chance() < 0.6 ? pick(chance, homes) : {}),
      ...(chance() < 0.2 ? { birthDate: pick(chance, days) as PlainDate } : {}),
      ...(upn ? { upn } : {}),
    },
    carers: pick(chance, carers),
    ...(chance() < 0.2 ? { family: pick(chance, ['F1', 'F2']) } : {}),
  }
}

/** Those who look: one works with every record, one is of a family, one is named; the last answers questions. */
type People = {
  readonly worker: SignedInReader
  readonly kin: SignedInReader
  readonly named: SignedInReader
  readonly reviewer: SignedInReader
}

/** How one source person is kept: by which shields, and from whom as their own family's. */
type Kept = { readonly kinds: string; readonly refused: string }

const keptNow = async ({ db }: LinkedTown): Promise<ReadonlyMap<number, Kept>> => {
  const { rows } = await db.owner.query<{ id: number } & Kept>(`
    select s.id, coalesce((select string_agg(distinct h.kind, ',') from access.shield h where h.child_id = s.person_id and not h.while_asked and h.ends_at = 'infinity'), '') as kinds,
      coalesce((select string_agg(c.user_id::text, ',' order by c.user_id) from access.conflict c where c.child_id = s.person_id and c.ends_at = 'infinity'), '') as refused
    from source_person s where not s.adult`)
  return new Map(rows.map(row => [row.id, row]))
}

/** What somebody reads of every record, fact by fact. */
const seenBy = ({ pages }: LinkedTown, reader: SignedInReader): Promise<string[]> =>
  onList(pages, reader, [identity], async grant => {
    const { rows } = await sql<{ one: string }>`
      select source_person_id || ' ' || id || ' ' || kind as one from entry where known_to = 'infinity' order by id`.execute(
      grant.tx,
    )
    return rows.map(row => row.one)
  })

const parts = (list: string): string[] => list.split(',').filter(Boolean)
const placeKinds = new Set(['address', 'carer', 'contact-detail', 'enrolment'])

/** A world of such records. `step` does one thing by chance and looks; it gives what was done. @throws AssertionError where something opened that was kept. */
export const protectionWorld = async (town: LinkedTown, chance: Chance) => {
  const { db, jobs, pages, now } = town
  const people: People = {
    worker: await aReader(db.owner, 'social-worker'),
    kin: await aReader(db.owner, 'social-worker'),
    named: await aReader(db.owner, 'social-worker'),
    reviewer: await aReader(db.owner, 'clearing-house'),
  }
  const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await db.owner.query(text, values)).rows as T[]
  const [holder] = await rows<{ key: string }>('select key from access.principal where id = $1', [people.named.userId])

  /** All three work with every record there is; who is named is told so by the shield. */
  const giveWork = () =>
    rows(
      `insert into access.grant_row (principal, child_id, reason, limit_mask, max_sensitivity, named, starts_at)
       select u, p.id, 'test', -1, 3, false, '2026-01-01' from person p, unnest($1::bigint[]) u
       where p.has_record and p.redirect_to is null and not exists (select from access.grant_row g where g.child_id = p.id and g.principal = u)`,
      [[people.worker.userId, people.kin.userId, people.named.userId]],
    )
  const personsNow = async () =>
    (
      await rows<{ id: number }>(
        'select distinct p.id from source_person s join person p on p.id = s.person_id where p.has_record order by 1',
      )
    ).map(row => row.id)

  /** Nothing of what is kept is read by who is not named, now. */
  const look = async (): Promise<void> => {
    const kept = await keptNow(town)
    for (const reader of [people.worker, people.kin])
      for (const one of await seenBy(town, reader)) {
        const [id = '', , kind = ''] = one.split(' ')
        const { kinds = '', refused = '' } = kept.get(Number(id)) ?? {}
        const shut = /restricted|sealed/.test(kinds) || parts(refused).includes(String(reader.userId))
        const hidden = shut || (kinds.includes('protected') && placeKinds.has(kind))
        assert.ok(!hidden, `${kind} of source person ${id} is read, which is kept (${kinds || refused})`)
      }
  }
  /** What was kept of anybody is kept of them still, at least as closely. */
  const isNoLower = async (before: ReadonlyMap<number, Kept>): Promise<void> => {
    const after = await keptNow(town)
    for (const [id, was] of before)
      for (const what of ['kinds', 'refused'] as const)
        for (const one of parts(was[what]))
          assert.ok(parts(after.get(id)?.[what] ?? '').includes(one), `${what}: ${one} of source person ${id} is gone`)
  }

  const feed = async (): Promise<void> => {
    const before = await keptNow(town)
    const many = 1 + Math.floor(chance() * 3)
    for (let at = 0; at < many; at++) {
      const row = aRow(chance)
      // a record that its source leaves out
      if (chance() < 0.1)
        await rows(
          `update entry set known_to = $3 where known_to = 'infinity' and author_id is null and source_person_id = (select id from source_person where source_id = $1 and key = $2)`,
          [row.source, row.key, now()],
        )
      else await arrive(db.owner, row, now())
    }
    await linkPending(jobs)
    await giveWork()
    await isNoLower(before)
  }
  const keep = async (): Promise<void> => {
    const child = pick(chance, await personsNow())
    if (child === undefined) return
    if (chance() < 0.25)
      await rows(
        `insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family') on conflict do nothing`,
        [people.kin.userId, child],
      )
    else {
      const shield = {
        child,
        kind: pick(chance, ['restricted', 'sealed', 'protected'] as const),
        reason: 'test',
        holders: [holder?.key ?? ''],
        allowed: [],
      }
      await provisionChildren(jobs, { conflicts: [], schoolLinks: [], work: [], shields: [shield] })
    }
  }
  const caseIn = async (state: 'open' | 'joined') => {
    const cases = await rows<{ uuid: string; a_person: number; b_person: number }>(
      `select uuid, a_person, b_person from review_case where state = $1 and kind not in ('sealed') order by id`,
      [state],
    )
    return cases.length === 0 ? undefined : pick(chance, cases)
  }
  const decide = (how: typeof joinPersons, uuid: string) =>
    atDesk(pages, people.reviewer, 'clearing-house', desk => how(desk, { case: uuid, reason: 'I rang the school' }))
  /** A join that is taken back at once: meanwhile the stricter of both holds for both, afterwards everybody reads what they read before, or less. */
  const joinAndUndo = async (): Promise<boolean> => {
    const asked = await caseIn('open')
    if (!asked) return false
    const readers = [people.worker, people.kin, people.named]
    const [before, seen] = [await keptNow(town), await Promise.all(readers.map(reader => seenBy(town, reader)))]
    const sides = await rows<{ id: number; person_id: number }>(
      'select id, person_id from source_person where person_id in ($1, $2) and not adult',
      [asked.a_person, asked.b_person],
    )
    await decide(joinPersons, asked.uuid)
    const joined = await keptNow(town)
    for (const side of sides)
      for (const other of sides)
        for (const what of ['kinds', 'refused'] as const)
          for (const one of parts(before.get(other.id)?.[what] ?? ''))
            assert.ok(
              parts(joined.get(side.id)?.[what] ?? '').includes(one),
              `${what}: ${one} of the other half does not hold`,
            )
    await look()
    await decide(undoDecision, asked.uuid)
    const again = await Promise.all(readers.map(reader => seenBy(town, reader)))
    // What kept the one half holds for both until somebody decides (design 2.1, rule 3): who is kept out of it may read less than before, and nobody more.
    // What is kept while it is asked whose it is opens to who works with it, which all here do: kept-while-asked.test.ts.
    const whileAsked = new Set(
      (
        await rows<{ id: number }>(
          `select s.id from source_person s join access.shield h on h.child_id = s.person_id where h.while_asked`,
        )
      ).map(row => String(row.id)),
    )
    const isKept = sides.some(({ id }) => before.get(id)?.kinds || before.get(id)?.refused)
    for (const [at, facts] of again.entries()) {
      const of = (all: readonly string[]) => all.filter(one => !whileAsked.has(one.split(' ')[0] ?? ''))
      const had = of(seen[at] ?? [])
      if (isKept)
        assert.deepEqual(
          of(facts).filter(one => !had.includes(one)),
          [],
        )
      else assert.deepEqual(of(facts), had)
    }
    return true
  }
  return {
    /** Does one thing: mostly a feed. */
    step: async (): Promise<'feed' | 'kept' | 'joined'> => {
      const turn = chance()
      let done: 'feed' | 'kept' | 'joined' = 'feed'
      if (turn < 0.12) {
        await keep()
        done = 'kept'
      } else if (turn < 0.27 && (await joinAndUndo())) done = 'joined'
      else await feed()
      await look()
      return done
    },
    /** How many records are kept in some way, and how many facts who is named reads that the others do not. */
    kept: async () => {
      const [worker, named] = [await seenBy(town, people.worker), await seenBy(town, people.named)]
      return {
        records: [...(await keptNow(town)).values()].filter(one => one.kinds || one.refused).length,
        onlyNamed: named.filter(one => !worker.includes(one)).length,
        read: worker.length,
      }
    },
  }
}

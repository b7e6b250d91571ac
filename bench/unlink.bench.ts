import type { SignedInReader } from '../src/access/index.ts'
import { aReader, aRelation } from '../src/access/testing/index.ts'
import {
  authority,
  background,
  contactDetail,
  dangerNote,
  identifier,
  joinPersons,
  linkPending,
  note,
  pause,
  undoDecision,
  visit,
  write,
} from '../src/children/index.ts'
import { type Arrival, anEntryOf, arrive, atDesk, someSources } from '../src/children/testing/index.ts'
import type { Bench, Result } from './bench.ts'
import { type BenchInstallation, openBench } from './installation.ts'
import { ms, spreadOf, thousands } from './measure.ts'
import { childOf } from './town.ts'

const wanted = 50
const writtenMeanwhile = 3

/** Undoing a join: each child of it with its own facts again, in one transaction, decided and audited as from the page. */
export const bench: Bench = {
  name: 'unlink',
  about: 'undoing a join of two children with 20 facts of 10 kinds, among 10,000 others (--size N)',
  run: async (tell, { size, quick }) => {
    const others = size ?? (quick ? 2_000 : 10_000)
    const pairs = quick ? 40 : 100
    const world = await openBench()
    try {
      const people = await settle(world, others, pairs)
      tell(`  ${thousands(others)} children and ${pairs} pairs are there`)
      const quiet = await undoAll(world, people, 0)
      const busy = await undoAll(world, people, writtenMeanwhile)
      return [
        resultOf('unlink: a join of 20 facts of 10 kinds undone, one transaction: p95', quiet, others),
        resultOf(`unlink: the same with ${writtenMeanwhile} notes written meanwhile: p95`, busy, others),
      ]
    } finally {
      await world.drop()
    }
  },
}

const resultOf = (measure: string, times: readonly number[], others: number): Result => {
  const { p50, p95, p99 } = spreadOf(times)
  return {
    measure,
    target: `≤ ${wanted} ms`,
    got: `${ms(p95)} (p50 ${ms(p50)}, p99 ${ms(p99)})`,
    met: p95 <= wanted,
    size: `${times.length} joins among ${thousands(others)} children`,
  }
}

/** The source persons of a pair, and the person of the first. */
type Pair = { readonly a: number; readonly b: number; readonly person: number }
type People = { readonly reviewer: SignedInReader; readonly worker: SignedInReader; readonly pairs: readonly Pair[] }

/** So many children of a town, and pairs of namesakes born on one day who live far apart: the linker asks of each. */
const settle = async (world: BenchInstallation, others: number, pairs: number): Promise<People> => {
  const { owner, jobs } = world
  await someSources(owner, ['census', 'care', 'throughline'])
  const reviewer = await aReader(owner, 'clearing-house')
  const worker = await aReader(owner, 'social-worker')
  const town = { children: others + pairs, days: 0 }
  const person = (number: number, source: string, street: string, postcode: string): Arrival => {
    const { forename, surname, birthDate, sex } = childOf(town, number)
    return { source, key: `${number}`, identity: { forename, surname, birthDate, sex, house: '1', street, postcode } }
  }
  const at = world.pages.now()
  for (let from = 1; from <= others; from += 100) {
    const numbers = Array.from({ length: Math.min(100, others - from + 1) }, (_, i) => from + i)
    await Promise.all(
      numbers.map(n => arrive(owner, person(n, 'census', childOf(town, n).street, childOf(town, n).postcode), at)),
    )
  }
  const made: Pair[] = []
  for (let n = others + 1; n <= others + pairs; n++) {
    const [a, b] = [
      await arrive(owner, person(n, 'census', 'High Street', 'NM1 1AA'), at),
      await arrive(owner, person(n, 'care', 'Beach Road', 'NM9 9ZZ'), at),
    ]
    for (const [child, source] of [[a, 'census'] as const, [b, 'care'] as const]) {
      await furnish(world, child, source, worker)
      await aRelation(owner, { child: child.personId }, { principal: worker.userId })
    }
    made.push({ a: a.id, b: b.id, person: a.personId })
  }
  await linkPending(jobs)
  await owner.query('analyze')
  const asked = (await Promise.all(made.map(async pair => ((await findQuestion(owner, pair)) ? [pair] : [])))).flat()
  if (asked.length < pairs / 2) throw new Error(`Only ${asked.length} of ${pairs} pairs are asked of people.`)
  const facts = await owner.query<{ facts: number; kinds: number }>(
    `select count(*)::integer as facts, count(distinct e.kind)::integer as kinds from entry e join source_person s on s.person_id = e.child_id
     where s.id = any($1::bigint[])`,
    [[made[0]?.a, made[0]?.b]],
  )
  const { facts: all = 0, kinds = 0 } = facts.rows[0] ?? {}
  if (all < 20 || kinds < 10) throw new Error(`A pair has ${all} facts of ${kinds} kinds.`)
  return { reviewer, worker, pairs: asked }
}

/** Eight facts on a child beside name and address, of as many kinds, and what a worker wrote. */
const furnish = async (
  { owner, pages }: BenchInstallation,
  child: { readonly id: number; readonly personId: number },
  source: string,
  worker: SignedInReader,
): Promise<void> => {
  const about = { source, sourcePerson: child.id, person: child.personId, at: pages.now() }
  await anEntryOf(owner, { ...about, kind: identifier, body: { type: 'local', value: `${child.id}`, ok: true } })
  await anEntryOf(owner, { ...about, kind: contactDetail, body: { type: 'phone', value: '07700 900123' } })
  await anEntryOf(owner, { ...about, kind: background, body: { firstLanguage: 'eng' } })
  await anEntryOf(owner, { ...about, kind: authority, body: { home: '899' } })
  await anEntryOf(owner, { ...about, kind: pause, body: { consult: 'Duty' } })
  await anEntryOf(owner, {
    ...about,
    kind: dangerNote,
    body: { sort: 'animals', short: 'Dog', whatToDo: 'Ring first', why: 'It bites' },
  })
  await author(pages, worker, child.personId, 'Rang home')
  await atDesk(pages, worker, 'recorder', command =>
    write(command, {
      childId: child.personId,
      kind: visit,
      category: 'early-help',
      body: { on: '2026-12-01', worker: 'A', workerId: worker.userId },
      on: undefined,
      authorId: worker.userId,
    }),
  )
}

const author = (ground: BenchInstallation['pages'], worker: SignedInReader, childId: number, text: string) =>
  atDesk(ground, worker, 'recorder', command =>
    write(command, {
      childId,
      kind: note,
      category: 'early-help',
      body: { noteKind: 'call', happenedOn: '2026-11-01', passages: [{ text, about: 'child' }] },
      on: undefined,
      authorId: worker.userId,
    }),
  )

/** The open question whether the two are one. */
const findQuestion = async (owner: BenchInstallation['owner'], { a, b }: Pair): Promise<string | undefined> =>
  (
    await owner.query<{ uuid: string }>(
      `select uuid from review_case where state = 'open' and least(a_source_person, b_source_person) = least($1::bigint, $2::bigint)
         and greatest(a_source_person, b_source_person) = greatest($1::bigint, $2::bigint)`,
      [a, b],
    )
  ).rows[0]?.uuid

/** Joins every pair and undoes it: how long each undoing takes. The first ten are not counted. */
const undoAll = async ({ owner, pages }: BenchInstallation, people: People, notes: number): Promise<number[]> => {
  const { reviewer, worker, pairs } = people
  const decide = (how: typeof joinPersons, question: string) =>
    atDesk(pages, reviewer, 'clearing-house', desk => how(desk, { case: question, reason: 'I rang' }))
  const taken: number[] = []
  for (const pair of pairs) {
    const question = await findQuestion(owner, pair)
    if (!question) throw new Error('A pair that came apart is not asked about again.')
    await decide(joinPersons, question)
    for (let i = 0; i < notes; i++) await author(pages, worker, pair.person, `Seen at Beach Road, ${i}`)
    const started = performance.now()
    await decide(undoDecision, question)
    taken.push(performance.now() - started)
  }
  return taken.slice(10)
}

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Answer, performRoute, Refusal, type Route, type SignedInReader } from '../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, type TestChild, testGrounds } from '../../access/testing/index.ts'
import { testKnown, wordsOf } from '../../children/testing/index.ts'
import { casePages } from '../../domains/social-care/index.ts'
import { youngCarerAtAssessment } from '../../domains/young-carers/index.ts'
import { categoryBit, filledBoxes, NotFound, type PlainDate, plainDate } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { exportReturn, returnsToWrite } from './index.ts'

const routes: readonly Route[] = casePages({ youngCarer: youngCarerAtAssessment, known: testKnown() })
let now = new Date('2026-05-04T10:00:00Z')
let db: TestDatabase
let grounds: Awaited<ReturnType<typeof testGrounds>>
let [manager, deputy, overseer, worker, colleague, student]: SignedInReader[] = []
let child: TestChild
before(async () => {
  db = await testDatabase()
  grounds = await testGrounds(db, () => now)
  child = await aChild(db.owner)
  const known = (kind: string, body: object) => anEntry(db.owner, child, { kind, category: 'identity', body })
  await known('identity', { forename: 'Ivy', surname: 'Marsh', birthDate: '2024-05-03', sex: 'F' })
  await known('identifier', { type: 'upn', value: 'B899200112001', ok: true })
  await known('background', { ethnicity: 'WBRI' })
  worker = await aReader(db.owner, 'social-worker')
  colleague = await aReader(db.owner, 'social-worker')
  // a manager reads what the team’s own role reads
  const leads = await aReader(db.owner, 'social-worker')
  manager = { ...leads, role: 'team-manager', manages: [leads.userId] }
  const second = await aReader(db.owner, 'social-worker')
  deputy = { ...second, role: 'team-manager', manages: [leads.userId] }
  student = await aReader(db.owner, 'social-worker')
  overseer = await aReader(db.owner, 'team-manager')
  for (const { userId } of [leads, second, worker, colleague, student]) {
    const { rows } = await db.owner.query(
      `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
       values ($1, $2, 'social-work', 'care', 'care-involved', $3, 'protect', '2026-04-01', 'throughline', '2026-04-01') returning id`,
      [child.id, userId, categoryBit('care-involved')],
    )
    await aRelation(db.owner, { child: child.id }, { principal: userId, from: new Date('2026-04-01T00:00:00Z') })
    await db.owner.query('update access.grant_row set involvement_id = $1 where principal = $2', [rows[0].id, userId])
  }
})
after(async () => {
  await grounds.pages.db.destroy().catch(() => {})
  await grounds.jobs.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

type Form = Readonly<Record<string, string | readonly string[]>>
const base = '/children/:child/case'
/** The reader as the next request finds them. */
const ask = (by: SignedInReader | undefined, path: string, step = '', form?: Form): Promise<Answer> =>
  performRoute(
    grounds.pages,
    routes.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined)) as Route,
    by as SignedInReader,
    { params: { child: child.address, step }, query: {}, form: form ?? {}, files: [], requestId: 'test' },
  )
const page = async (by: SignedInReader | undefined) => wordsOf(await ask(by, base))
const take = (by: SignedInReader | undefined, step: string, date: string, form: Form) => {
  now = new Date(`${date}T15:00:00Z`)
  return ask(by, `${base}/:step`, step, { ...filledBoxes('on', date as PlainDate), ...form })
}
const taken = async (by: SignedInReader | undefined, step: string, date: string, form: Form): Promise<void> => {
  const answer = await take(by, step, date, form)
  if (!('redirect' in answer)) assert.fail(`${step}: ${wordsOf(answer)}`)
}

describe('adoption, as a social worker works towards it', () => {
  test('is for those alone whom two managers of the work name, themselves too, and of whom no colleague learns', async () => {
    const home = { home: 'U6', provider: 'PR1', words: 'Nobody at home is well.' }
    await taken(worker, 'care-start', '2026-05-05', {
      legal: 'C2',
      need: 'N1',
      ...home,
      earlier: 'P2',
      earlierCouncil: '941',
    })
    await taken(worker, 'motherhood', '2026-05-06', { mother: 'no' })
    await taken(worker, 'care-review', '2026-05-20', { who: 'Chair', part: 'PN0', words: 'Stays.' })
    assert.doesNotMatch(await page(worker), /few may know|dopt/)
    await assert.rejects(take(worker, 'adoption-decision', '2026-06-01', {}), NotFound)
    assert.match(await page(manager), /Name who works on a plan that few may know of/)
    const before = await page(colleague)
    const people = [manager, worker].map(one => String(one?.userId))
    await taken(manager, 'few-named', '2026-06-01', { people, words: 'It may be adoption.' })
    await taken(manager, 'few-named', '2026-06-01', { people, words: 'Once more.' })
    for (const one of [manager, worker]) assert.doesNotMatch(await page(one), /Decide that adoption|Named/)
    await taken(deputy, 'few-named', '2026-06-01', { people, words: 'So I think as well.' })
    assert.doesNotMatch(await page(deputy), /Decide that adoption|Named/)
    assert.match(await page(worker), /Decide that adoption is the plan/)
    assert.match(await page(manager), /Named social worker/)
    const hides = (text: string) => text.replaceAll(/\d+ \w+ 2026/g, '')
    assert.equal(hides(await page(colleague)), hides(before))
    await assert.rejects(take(colleague, 'adoption-decision', '2026-06-01', {}), NotFound)
  })

  test('may have its second word from a manager who oversees the team: they name people, and read and write nothing of it', async () => {
    const mine = { people: [String(student?.userId)], words: 'A student sits in.' }
    await taken(manager, 'few-named', '2026-06-01', mine)
    await assert.rejects(take(overseer, 'few-named', '2026-06-01', mine), Refusal)
    const sees = ['identity', 'care-involved', 'care-content'] as const
    await db.owner.query(
      `insert into access.oversight (user_id, team_id, categories, purpose, starts_at, ends_at) values ($1, $2, $3, 'Answers for the team of one manager', '2026-06-01', '2026-06-02')`,
      [overseer?.userId, manager?.userId, sees.map(categoryBit).reduce((mask, bit) => mask | bit)],
    )
    const reads = await page(overseer)
    assert.match(reads, /Name who works on a plan that few may know of/)
    await assert.rejects(
      take(overseer, 'care-review', '2026-06-01', { who: 'Chair', part: 'PN0', words: 'x' }),
      Refusal,
    )
    await assert.rejects(take(overseer, 'adoption-decision', '2026-06-01', {}), Refusal)
    assert.doesNotMatch(await page(student), /Decide that adoption/)
    await taken(overseer, 'few-named', '2026-06-01', { ...mine, words: 'So I think as well.' })
    assert.match(await page(student), /Decide that adoption is the plan/)
    assert.equal(await page(overseer), reads)
    await assert.rejects(take(overseer, 'few-named', '2026-06-02', mine), Refusal)
  })

  test('opens nothing more to somebody who was named by mistake, and tells nobody else that it was taken back', async () => {
    const before = await page(colleague)
    const wrong = { people: [String(colleague?.userId)], words: 'Named by mistake.' }
    await taken(worker, 'few-named', '2026-06-02', wrong)
    await taken(manager, 'few-named', '2026-06-02', wrong)
    assert.match(await page(colleague), /Decide that adoption is the plan/)
    const { rows } = await db.owner.query(`select uuid from entry where code = 'few-named' order by id desc limit 1`)
    await taken(manager, 'take-back', '2026-06-02', { which: rows[0].uuid, words: 'It was another child.' })
    assert.doesNotMatch(await page(colleague), /dopt|few may know|mistake.*another child/)
    assert.match(await page(worker), /Decide that adoption is the plan/)
    assert.equal(await page(colleague), before)
  })

  test('goes from the decision to the order, each step where the one before it is', async () => {
    const decided = { who: 'The agency decision maker', words: 'Nobody in the family can.' }
    assert.match(
      wordsOf(await take(worker, 'placement-order', '2026-06-20', { words: 'x' })),
      /It is not decided|it is not decided/,
    )
    await taken(worker, 'adoption-decision', '2026-06-10', decided)
    await taken(worker, 'placement-order', '2026-07-20', { words: 'Contact by letter.' })
    const match = { adopters: 'married-women', foster: 'no', words: 'They live near the sea.' }
    await taken(worker, 'adoption-match', '2026-08-03', match)
    const placed = { basis: 'order', provider: 'PR5', words: 'Six meetings.' }
    assert.match(wordsOf(await take(worker, 'adoption-placed', '2026-07-30', placed)), /cannot be before the match/)
    await taken(worker, 'adoption-placed', '2026-09-01', placed)
    await taken(worker, 'care-review', '2026-09-20', { who: 'Chair', part: 'PN0', words: 'Well.' })
    await taken(worker, 'adoption-order', '2027-02-01', { ended: 'E12', words: 'Letters once a year.' })
    const all = await page(colleague)
    assert.match(all, /Nothing is open/)
    assert.doesNotMatch(all, /dopt|lacement order|Named|Letters/)
    const { rows } = await db.owner.query(
      `select distinct category from entry where body::text ~* 'adopt|placement order'`,
    )
    assert.deepEqual(rows, [{ category: 'adoption' }])
  })

  test('is told by the return: the decision, the match, who adopts, the order, and where each episode stood', async () => {
    now = new Date('2027-04-06T10:00:00Z')
    const folder = await mkdtemp(join(tmpdir(), 'throughline-adoption-'))
    const report = await exportReturn(grounds.jobs as never, {
      ...{ name: 'ssda903', kind: returnsToWrite.ssda903!, authority: '899', release: '0', by: 'tester' },
      ...{ day: plainDate(2027, 3, 31), out: join(folder, 'return') },
    })
    const files = ['header', 'episodes', 'ad1', 'placed_for_adoption', 'previous_permanence']
    const texts = await Promise.all(files.map(one => readFile(join(folder, `return/${one}_2027.csv`), 'utf8')))
    await rm(folder, { recursive: true, force: true })
    // no case system knows her: the return has our own number
    const { rows } = await db.owner.query(
      `select 'T' || min(id) as own from source_person where source_id = 'throughline'`,
    )
    const text = texts.join('').replaceAll('"', '').replaceAll(rows[0].own, 'OURS')
    for (const part of [
      'OURS,F,03/05/2024,WBRI,B899200112001,0,',
      'OURS,05/05/2026,S,C2,N1,U6,PR1,20/07/2026,X1,,',
      'OURS,20/07/2026,L,E1,N1,U6,PR1,01/09/2026,X1,CARPL,',
      'OURS,01/09/2026,P,E1,N1,A6,PR5,01/02/2027,E12,,',
      'OURS,03/05/2024,10/06/2026,03/08/2026,0,2,FF,L12',
      'OURS,03/05/2024,10/06/2026,,',
      'OURS,03/05/2024,P2,941,',
    ])
      assert.ok(text.includes(part), `${part} in ${text}`)
    assert.deepEqual([report.children, [...report.lacking]], [1, []])
    // Where she is placed is never asked (392b); when she left care before, nobody knew (630).
    assert.deepEqual(report.issues.map(one => one.rule).sort(), ['392b', '630'])
  })

  test('ends with a record that is shut, by two people, to all but those who were named', async () => {
    const shut = { apart: 'yes', words: 'The court, the school of before.' }
    assert.match(
      wordsOf(await take(worker, 'adoption-shut', '2027-04-07', shut)),
      /Somebody else who is named must write/,
    )
    assert.match(
      wordsOf(await take(manager, 'adoption-shut', '2027-04-07', { ...shut, apart: 'no' })),
      /Look through it first/,
    )
    await taken(manager, 'adoption-shut', '2027-04-07', shut)
    for (const one of [manager, worker]) assert.match(await page(one), /Adoption order/)
    assert.doesNotMatch(wordsOf(await ask(worker, `${base}/:step`, 'take-back')), /The record is shut/)
    await assert.rejects(page(colleague), Refusal)
  })
})

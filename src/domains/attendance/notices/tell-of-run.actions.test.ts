import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Type } from 'typebox'
import {
  type Ground,
  performRoute,
  type RecordKind,
  type Route,
  recordKind,
  type SignedInReader,
} from '../../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, type TestChild, testGrounds } from '../../../access/testing/index.ts'
import { type EnrolmentKind, workPages } from '../../../children/index.ts'
import { type Category, markBits, noMark, type PlainDate, weekdayIndex } from '../../../kernel/index.ts'
import { emptyTables, type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { sessionCount } from '../attendance.record.ts'
import { recallPages } from './recall.page.ts'
import { tellOfRun } from './tell-of-run.actions.ts'
import { toldOfPages } from './told-of.page.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  summary: true,
  schema: Type.Object({}),
}) as unknown as EnrolmentKind
const routes = [
  ...workPages({ enrolment, owed: [], kinds: [], attendance: sessionCount as unknown as RecordKind }),
  ...toldOfPages,
  ...recallPages,
]
let now = new Date('2026-11-20T12:00:00Z')
let db: TestDatabase
let pages: Ground
let jobs: Ground
let run: number
let school: number
before(async () => {
  db = await testDatabase()
  ;({ pages, jobs } = await testGrounds(db, () => now))
  await db.owner.query(`insert into source (id, layout, name, service) values ('test', 'test', 'test', 'Test')`)
  const { rows } = await db.owner.query<{ id: number }>(
    `insert into access.establishment (laestab, name) values ('8232001', 'Northmere High') returning id`,
  )
  school = rows[0]?.id ?? 0
})
beforeEach(async () => {
  now = new Date('2026-11-20T12:00:00Z')
  await aRun()
})
after(async () => {
  await Promise.all([pages.db.destroy(), jobs.db.destroy()]).catch(() => {})
  await db.drop().catch(() => {})
})

const aRun = async (): Promise<void> => {
  const { rows } = await db.owner.query<{ id: number }>(
    `insert into import_run (source_id, period, state, as_of, received_at, files_hash) values ('test', 'day', 'linking', $1, $1, '') returning id`,
    [now],
  )
  run = rows[0]?.id ?? 0
}
type Known = { kind: string; category: Category; body: object; sensitivity?: number; summary?: boolean }
const plan: Known = { kind: 'sen-provision', category: 'send', body: { code: 'E' }, summary: true }
const protection: Known = {
  kind: 'protection-plan',
  category: 'protection',
  body: { startedOn: '2026-09-01' },
  sensitivity: 2,
  summary: true,
}
const aPupil = async (forename: string, ...known: Known[]): Promise<TestChild> => {
  const child = await aChild(db.owner)
  await anEntry(db.owner, child, {
    kind: 'identity',
    category: 'identity',
    body: { forename, surname: 'Price' },
    summary: true,
  })
  for (const fact of known) await anEntry(db.owner, child, fact)
  return child
}
const mark = async (child: TestChild, ...days: string[]): Promise<void> => {
  const last = weekdayIndex(2026, '2026-11-20' as PlainDate) ?? 0
  const marks = noMark.repeat((last - days.length + 1) * 2) + days.join('')
  const { attended, authorised, unauthorised } = markBits(marks)
  await db.owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, 2026, $3, $4, $5::varbit, $6::varbit, $7::varbit, $8, $8)
     on conflict (source_person_id, establishment_id, year) do update set marks = excluded.marks, changed_at = excluded.changed_at`,
    [child.sourcePersonId, school, child.id, marks, attended, authorised, unauthorised, now],
  )
}
const worker = async (role: Parameters<typeof aReader>[1], child: TestChild, to?: Date): Promise<SignedInReader> => {
  const reader = await aReader(db.owner, role)
  await aRelation(db.owner, { child: child.id }, { principal: reader.userId, ...(to ? { to } : {}) })
  return reader
}
const perform = (
  reader: SignedInReader,
  path: string,
  form: Record<string, unknown> = {},
  sort?: Route['sort'],
  more: { params?: Record<string, string> } = {},
) => {
  const route = routes.find(one => one.path === path && (sort ?? one.sort) === one.sort)
  assert.ok(route)
  return performRoute(pages, route, reader, { params: {}, query: {}, form, files: [], requestId: 'test', ...more })
}
const today = async (reader: SignedInReader): Promise<string> => {
  const answer = await perform(reader, '/')
  assert.ok('page' in answer)
  return String(answer.page.body)
}
const read = async (reader: SignedInReader): Promise<void> => {
  const notice = [...(await today(reader)).matchAll(/name="notice" value="([^"]+)"/g)].map(found => found[1])
  await perform(reader, '/notices/done', { notice })
}
const away = /Away from school without a known reason/
const fiveDays = ['NN', 'OO', 'NN', 'NO', 'NN']

describe('the caseworker is told', () => {
  test('of a child with a plan who stops attending: whoever works with the child, and nobody else', async () => {
    const ada = await aPupil('Ada', plan)
    const [caseworker, stranger] = [await worker('send-caseworker', ada), await aReader(db.owner, 'send-caseworker')]
    await mark(ada, ...fiveDays)
    assert.deepEqual(await tellOfRun(jobs, run), { raised: 1, withdrawn: 0 })
    assert.match(await today(caseworker), /Ada Price[\s\S]*Away from school without a known reason/)
    assert.doesNotMatch(await today(stranger), away)
    assert.deepEqual(await tellOfRun(jobs, run), { raised: 0, withdrawn: 0 })
    await read(caseworker)
    assert.doesNotMatch(await today(caseworker), away)
  })

  test('a protection plan is told of to a social worker the same day, and to nobody by whom it may not be known', async () => {
    const ben = await aPupil('Ben', plan, protection)
    const [social, caseworker] = [await worker('social-worker', ben), await worker('send-caseworker', ben)]
    await mark(ben, '/\\', 'N-')
    now = new Date('2026-11-20T09:05:00Z')
    assert.deepEqual((await tellOfRun(jobs, run)).raised, 1)
    assert.doesNotMatch(await today(social), away)
    now = new Date('2026-11-20T10:30:00Z')
    assert.match(await today(social), /To know now/)
    assert.doesNotMatch(await today(caseworker), away)
  })

  test('a late mark withdraws the notice; who had read it is told that it was corrected, once', async () => {
    const cal = await aPupil('Cal', protection)
    const [first, second] = [await worker('social-worker', cal), await worker('social-worker', cal)]
    await mark(cal, 'NN')
    await tellOfRun(jobs, run)
    await read(first)
    now = new Date('2026-11-20T13:00:00Z')
    await aRun()
    await mark(cal, 'LN')
    assert.equal((await tellOfRun(jobs, run)).withdrawn, 1)
    assert.match(await today(first), /what we had been told was corrected/)
    assert.doesNotMatch(await today(second), away)
    await read(first)
    assert.doesNotMatch(await today(first), away)
    // The school withdraws its correction: the notice is a new one.
    now = new Date('2026-11-20T14:00:00Z')
    await aRun()
    await mark(cal, 'NN')
    assert.equal((await tellOfRun(jobs, run)).raised, 1)
    assert.match(await today(first), away)
  })

  test('back in school ends it', async () => {
    const dot = await aPupil('Dot', protection)
    const social = await worker('social-worker', dot)
    await mark(dot, 'NN', '--')
    await tellOfRun(jobs, run)
    await read(social)
    now = new Date('2026-11-20T13:00:00Z')
    await aRun()
    await mark(dot, 'NN', '/\\')
    await tellOfRun(jobs, run)
    assert.match(await today(social), /this is no longer so/)
  })

  test('to one whose involvement has ended, a notice is not shown', async () => {
    const eve = await aPupil('Eve', protection)
    const social = await worker('social-worker', eve, new Date('2026-11-20T15:00:00Z'))
    await mark(eve, 'NN')
    await tellOfRun(jobs, run)
    assert.match(await today(social), away)
    now = new Date('2026-11-20T15:00:00Z')
    assert.doesNotMatch(await today(social), /Eve|Away from school/)
  })

  test('a sealed child, and one whose school is hidden, tell nothing', async () => {
    for (const kind of ['sealed', 'restricted', 'protected']) {
      const fay = await aPupil('Fay', protection)
      const social = await worker('social-worker', fay)
      await db.owner.query(
        `insert into access.shield (child_id, kind, reason, starts_at) values ($1, $2, 'test', '2026-01-01')`,
        [fay.id, kind],
      )
      const before = await today(social)
      await mark(fay, 'NN')
      await aRun()
      await tellOfRun(jobs, run)
      assert.equal(await today(social), before, kind)
    }
  })

  test('an exclusion is told at once, and a change of school in the next morning’s summary', async () => {
    const gus = await aPupil('Gus', plan)
    const caseworker = await worker('send-caseworker', gus)
    for (const [body, from, known] of [
      [{ laestab: '8232001', school: 'Northmere High', entryDate: '2024-09-02' }, '2024-09-02', '2024-09-02'],
      [{ laestab: '8232002', school: 'Mill Academy', entryDate: '2026-11-18' }, '2026-11-18', '2026-11-20'],
    ] as const) {
      const id = await anEntry(db.owner, gus, { kind: 'enrolment', category: 'identity', body, summary: true })
      await db.owner.query('update entry set true_from = $2, known_from = $3, run_id = $4 where id = $1', [
        id,
        from,
        known,
        run,
      ])
    }
    const id = await anEntry(db.owner, gus, {
      kind: 'suspension',
      category: 'exclusion',
      body: { category: 'SUSP', startDate: '2026-11-20' },
      summary: true,
    })
    await db.owner.query('update entry set run_id = $2 where id = $1', [id, run])
    assert.equal((await tellOfRun(jobs, run)).raised, 2)
    assert.match(await today(caseworker), /Suspended or excluded from school/)
    assert.doesNotMatch(await today(caseworker), /change of school/)
    now = new Date('2026-11-21T07:00:00Z')
    assert.match(await today(caseworker), /Your daily summary[\s\S]*Gus Price[\s\S]*a change of school/)
    assert.doesNotMatch(await today(caseworker), /Mill Academy/)
  })
})

describe('what is told can be chosen and taken back', () => {
  test('a kind that a reader quietens is not told at once, unless the child is in care or on a protection plan', async () => {
    const [hal, ivy] = [await aPupil('Hal', plan), await aPupil('Ivy', protection)]
    const social = await worker('social-worker', hal)
    await aRelation(db.owner, { child: ivy.id }, { principal: social.userId })
    await mark(hal, ...fiveDays)
    await mark(ivy, 'NN')
    await tellOfRun(jobs, run)
    await perform(social, '/notices/quieten', { kind: 'stopped-attending', quiet: 'yes' })
    const page = await today(social)
    assert.ok(page.includes('Ivy Price') && !page.includes('Hal Price'))
    await perform(social, '/notices/quieten', { kind: 'stopped-attending', quiet: 'no' })
    assert.match(await today(social), /Hal Price/)
  })

  test('taking a rule back lists what it touched and who read it, withdraws it, and it tells no more', async () => {
    await emptyTables(db.owner, 'child_notice, attendance_year')
    const [jon, kim] = [await aPupil('Jon', plan), await aPupil('Kim', plan)]
    const caseworker = await worker('send-caseworker', jon)
    const officer = await aReader(db.owner, 'information-governance')
    await mark(jon, ...fiveDays)
    await tellOfRun(jobs, run)
    await read(caseworker)
    now = new Date('2026-11-20T13:00:00Z')
    const at = { params: { rule: 'absence-special-needs-1' } }
    await perform(officer, '/notice-rules/:rule', { reason: 'Snow days were marked N by mistake.' }, 'desk-action', at)
    const touched = await perform(officer, '/notice-rules/:rule', {}, 'desk-page', at)
    assert.ok('page' in touched)
    assert.match(String(touched.page.body), /1 message, 0 of them open, 1 read by somebody[\s\S]*SEND caseworker/)
    assert.doesNotMatch(String(touched.page.body), /Jon|Price/)
    assert.match(await today(caseworker), /the rule behind this was taken back/)
    await mark(kim, ...fiveDays)
    assert.equal((await tellOfRun(jobs, run)).raised, 0)
  })
})

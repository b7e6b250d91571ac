import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Type } from 'typebox'
import {
  type Answer,
  type Ground,
  performRoute,
  type Route,
  recordKind,
  type SignedInReader,
} from '../../../access/index.ts'
import {
  aChild,
  anEntry,
  aReader,
  aRelation,
  type TestChild,
  testGrounds,
  testNow,
} from '../../../access/testing/index.ts'
import { Conflict, londonDate, markBits, NotAllowed, NotFound, weekdayIndex } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { wordsShown } from '../../../platform/views/testing/index.ts'
import { casePages } from './case.page.ts'
import { caseLetterPages } from './case-letter.page.ts'
import { caseStepPages } from './case-steps.page.ts'
import { caseloadPage } from './caseload.page.ts'
import { evidencePage } from './evidence.page.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({ school: Type.String() }),
})
const routes: readonly Route[] = [
  ...casePages('899'),
  ...caseStepPages('899'),
  ...caseLetterPages('01632 960450'),
  evidencePage('899'),
  caseloadPage(enrolment),
]
let db: TestDatabase
let ground: Ground
let officer: SignedInReader
let worker: SignedInReader
let office: SignedInReader
let child: TestChild
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).pages
  child = await aChild(db.owner)
  await anEntry(db.owner, child, {
    kind: 'identity',
    category: 'identity',
    body: { forename: 'Liam', surname: 'Hart' },
  })
  officer = await aReader(db.owner, 'education-welfare-officer')
  worker = await aReader(db.owner, 'social-worker')
  office = await aReader(db.owner, 'school-office')
  for (const reader of [officer, worker, office])
    await aRelation(db.owner, { child: child.id }, { principal: reader.userId })
  await missSchool()
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

/** Ten unauthorised sessions at one school whose term dates are told. */
const missSchool = async (): Promise<void> => {
  const { rows } = await db.owner.query(`insert into access.establishment (name) values ('Quarry Bank') returning id`)
  const terms = [
    ['Autumn', '2026-09-02', '2026-12-18'],
    ['Spring', '2027-01-05', '2027-03-25'],
    ['Summer', '2027-04-12', '2027-07-21'],
  ]
  for (const [name, from, to] of terms)
    await db.owner.query(
      `insert into term_date (establishment_id, year, kind, name, from_on, to_on, told_by, known_from) values ($1, 2026, 'term', $2, $3, $4, $5, now())`,
      [rows[0].id, name, from, to, officer.userId],
    )
  const missed = ['2026-09-14', '2026-10-05', '2026-10-12', '2026-11-09', '2026-11-16'].map(on =>
    weekdayIndex(2026, on as never),
  )
  const last = weekdayIndex(2026, londonDate(testNow)) ?? 0
  const marks = Array.from({ length: last + 1 }, (_, at) => (missed.includes(at) ? 'OO' : '/\\')).join('')
  const bits = markBits(marks)
  await db.owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, 2026, $3, $4, $5::varbit, $6::varbit, $7::varbit, now(), now())`,
    [child.sourcePersonId, rows[0].id, child.id, marks, bits.attended, bits.authorised, bits.unauthorised],
  )
}

const base = '/children/:child/attendance-help'
const ask = (
  reader: SignedInReader,
  path: string,
  params = {},
  form?: Record<string, string | string[]>,
): Promise<Answer> =>
  performRoute(
    ground,
    routes.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined)) as Route,
    reader,
    { params: { child: child.address, ...params }, query: {}, form: form ?? {}, files: [], requestId: 'test' },
  )
const words = (answer: Answer): string => ('page' in answer ? wordsShown(answer.page.body) : '')
const on = (name: string, year: number, month: number, day: number) => ({
  [`${name}-day`]: String(day),
  [`${name}-month`]: String(month),
  [`${name}-year`]: String(year),
})

describe('the attendance case', () => {
  test('before it begins there is no such page but for the officer; another service cannot begin one', async () => {
    assert.match(words(await ask(officer, base)), /Nobody is helping Liam/)
    await assert.rejects(ask(worker, base), NotFound)
    await assert.rejects(ask(worker, base, {}, { words: 'I would like to' }), NotAllowed)
  })

  test('it begins once, with a reason, also where two officers begin at one moment; the case shows the last date to prosecute and what is missing', async () => {
    assert.match(words(await ask(officer, base, {}, { words: ' ' })), /Write why you begin/)
    const colleague = await aReader(db.owner, 'education-welfare-officer')
    await aRelation(db.owner, { child: child.id }, { principal: colleague.userId })
    const form = { words: 'Liam has missed Mondays.' }
    const begun = await Promise.allSettled([officer, colleague].map(one => ask(one, base, {}, form)))
    assert.equal(begun.filter(one => one.status === 'fulfilled' && 'redirect' in one.value).length, 1)
    assert.ok(begun.some(one => one.status === 'rejected' && one.reason instanceof Conflict))
    await assert.rejects(ask(officer, base, {}, { words: 'Again' }), Conflict)
    const text = words(await ask(officer, base))
    assert.match(text, /Last date to prosecute: 16 May 2027 , for the absence on 16 November 2026/)
    assert.match(text, /Notice to improve Not yet Missing: Support comes first/)
    assert.match(text, /Support offered Can be taken/)
  })

  test('a step that the law does not allow yet is refused though its form is sent, and nothing is written', async () => {
    const form = { parent: 'Ann Hart', words: 'x' }
    const sent = await ask(officer, `${base}/steps/:step`, { step: 'penalty-notice' }, form)
    assert.match(words(sent), /This step cannot be taken yet/)
    const { rows } = await db.owner.query(`select count(*)::int as n from entry where kind = 'attendance-step'`)
    assert.equal(rows[0].n, 0)
  })

  test('support is written down, then the notice to improve with its end', async () => {
    const support = {
      ...on('on', 2026, 11, 2),
      words: 'A later start on Mondays',
      offeredBy: 'Quarry Bank',
      accepted: 'no',
    }
    assert.ok('redirect' in (await ask(officer, `${base}/steps/:step`, { step: 'support' }, support)))
    const notice = {
      ...on('on', 2026, 11, 19),
      ...on('until', 2026, 11, 25),
      parent: 'Ann Hart',
      words: 'Every Monday',
    }
    const short = await ask(officer, `${base}/steps/:step`, { step: 'notice-to-improve' }, notice)
    assert.match(words(short), /must end between 10 December 2026 and 31 December 2026/)
    const long = { ...notice, ...on('until', 2026, 12, 17) }
    assert.ok('redirect' in (await ask(officer, `${base}/steps/:step`, { step: 'notice-to-improve' }, long)))
    const text = words(await ask(officer, base))
    assert.match(text, /Missing: The notice to improve runs until 17 December 2026/)
    assert.match(text, /A later start on Mondays Offered by Quarry Bank\. The family did not take it up/)
  })

  test('what gets in the way and the plan replace what was told before, and stand on the case', async () => {
    const told = { barriers: ['learning', 'transport'], childSaid: 'The bus is full.', subjects: '' }
    assert.match(words(await ask(officer, `${base}/barriers`, {}, told)), /Enter the subjects/)
    for (const subjects of ['maths', 'maths and French'])
      assert.ok('redirect' in (await ask(officer, `${base}/barriers`, {}, { ...told, subjects })))
    const plan = {
      'what-1': 'A bus pass',
      'who-1': 'School transport',
      ...on('by-1', 2026, 11, 27),
      ...on('review', 2026, 12, 11),
    }
    assert.match(words(await ask(officer, `${base}/plan`, {}, { ...plan, 'who-1': '' })), /Enter who does it, action 1/)
    assert.ok('redirect' in (await ask(officer, `${base}/plan`, {}, plan)))
    const text = words(await ask(officer, base))
    assert.match(text, /Finding learning hard: maths and French/)
    assert.match(text, /Liam said: “The bus is full\.”/)
    assert.match(text, /A bus pass: School transport, by 27 November 2026/)
    assert.match(words(await ask(officer, '/attendance-help')), /Liam Hart .* Notice to improve, 19 November 2026/)
  })

  test('the evidence holds the register of the time that can go to court, the steps, and the certificate to sign', async () => {
    const text = words(await ask(officer, `${base}/evidence`))
    assert.match(text, /Register of Quarry Bank, 14 September 2026 to 20 November 2026 Possible sessions 100/)
    assert.match(text, /14 September 2026 Morning O Absent without leave/)
    assert.match(text, /Support offered 2 November 2026 A later start/)
    assert.match(
      text,
      /I certify that Liam Hart .* of 100 possible sessions, the pupil attended 90, .* without it for 10/,
    )
    assert.doesNotMatch(text, /The bus is full/)
    await assert.rejects(ask(worker, `${base}/evidence`), NotFound)
  })

  test('others who work on his attendance read it and change nothing; a school’s office sees no such page', async () => {
    const text = words(await ask(worker, base))
    assert.match(text, /A later start on Mondays/)
    assert.doesNotMatch(text, /Write down:|End the help/)
    await assert.rejects(ask(worker, `${base}/plan`, {}, { words: 'x' }), NotAllowed)
    await assert.rejects(ask(office, base), NotFound)
  })

  test('it ends with a reason, its steps stay with it, and another may begin', async () => {
    assert.match(words(await ask(officer, `${base}/end`, {}, { outcome: 'improved' })), /Write what has changed/)
    assert.ok('redirect' in (await ask(officer, `${base}/end`, {}, { outcome: 'improved', words: 'In every day.' })))
    const text = words(await ask(officer, base))
    assert.match(text, /Nobody is helping Liam .* 20 November 2026 to 20 November 2026 .* A later start on Mondays/)
    await assert.rejects(ask(officer, `${base}/steps/:step`, { step: 'support' }), NotFound)
    assert.match(words(await ask(officer, '/attendance-help')), /You help nobody/)
  })
})

describe('a letter of the case', () => {
  const form = `${base}/letters/:letter`
  const sort = { letter: 'we-would-like-to-help' }
  const home = {
    type: 'home',
    paon: '14',
    street: 'Larch Close',
    town: 'Northmere',
    postcode: 'NM4 2QT',
    uprn: '100012345678',
  }
  const letter = { to: 'Ann Hart', words: 'I would like to help Liam to be at school.' }
  const write = (more = {}) => ask(officer, form, sort, { ...letter, ...more })
  const noted = async (of: TestChild, who: string): Promise<void> =>
    void (await anEntry(db.owner, of, {
      kind: 'danger-note',
      category: 'identity',
      body: { sort: 'not-to-meet', short: 'Not to be told', whatToDo: 'Call first', who },
    }))

  test('goes nowhere while no address is recorded, and says what to do', async () => {
    await ask(officer, base, {}, { words: 'Liam has missed Mondays again.' })
    await anEntry(db.owner, child, {
      kind: 'carer',
      category: 'contact',
      body: { name: 'Ann Hart', relation: 'mother', livesWith: true, parentalResponsibility: true },
    })
    assert.match(
      words(await ask(officer, form, sort)),
      /No letter goes from here to the family now Address not recorded\. .* call the duty team on 01632 960450\./,
    )
    assert.match(words(await write()), /Address not recorded/)
  })

  test('is made for a parent who lives there, printed on its day, and kept without the address', async () => {
    await anEntry(db.owner, child, { kind: 'address', category: 'contact', body: home })
    assert.match(words(await ask(officer, form, sort)), /Ann Hart 14 Larch Close, Northmere, NM4 2QT/)
    assert.match(words(await write({ words: '[day]' })), /Fill in \[day\]/)
    const made = await write()
    assert.ok('redirect' in made)
    const sent = { step: made.redirect.split('/').at(-1) }
    const printed = words(await ask(officer, `${base}/sent-letters/:step`, sent))
    assert.match(printed, /Ann Hart 14 Larch Close Northmere NM4 2QT .* Dear Ann Hart .* I would like to help Liam/)
    const copy = words(await ask(worker, `${base}/sent-letters/:step`, sent))
    assert.match(copy, /Dear Ann Hart .* I would like to help Liam/)
    assert.doesNotMatch(copy, /Larch Close/)
    const { rows } = await db.owner.query(`select body::text as body from entry where body->>'letter' is not null`)
    assert.doesNotMatch(rows[0].body, /Larch|NM4/)
  })

  test('does not go where somebody lives of whom only a sister’s record says that they must not be told, and tells no more than that', async () => {
    const sister = await aChild(db.owner)
    for (const one of [child, sister])
      await db.owner.query(
        `insert into household_member (uprn, child_id, entry_id, sensitivity) values ('100012345678', $1, $2, 1)`,
        [one.id, await anEntry(db.owner, one, { kind: 'address', category: 'contact', body: home })],
      )
    await anEntry(db.owner, sister, {
      kind: 'carer',
      category: 'contact',
      body: { name: 'Paul Hart', relation: 'father', livesWith: true },
    })
    assert.ok('redirect' in (await write()))
    await noted(sister, 'Paul Hart')
    const text = words(await write())
    assert.match(
      text,
      /This address has to be looked at before a letter goes to it\. Call the duty team on 01632 960450\./,
    )
    assert.doesNotMatch(text, /Paul|not be met/)
    const { rowCount } = await db.owner.query(`select from entry where body->>'letter' is not null`)
    assert.equal(rowCount, 2)
  })

  test('does not go to one who must not be met or told; the page says so to whoever may know', async () => {
    await noted(child, 'Ann Hart')
    assert.match(words(await ask(officer, form, sort)), /a letter to Ann Hart would reach them/)
    assert.match(words(await write()), /would reach them/)
  })
})

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Answer, performRoute, Refusal, type Route, type SignedInReader } from '../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, type TestChild, testGrounds } from '../../access/testing/index.ts'
import { workPages } from '../../children/index.ts'
import { testKnown, wordsOf } from '../../children/testing/index.ts'
import { enrolment } from '../../domains/education/index.ts'
import { caseOwed, casePages } from '../../domains/social-care/index.ts'
import { tellOnForm } from '../../domains/told-once/index.ts'
import { youngCarerAtAssessment } from '../../domains/young-carers/index.ts'
import { categoryBit, filledBoxes, NotFound, type PlainDate, plainDate } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { exportReturn, returnsToWrite } from './index.ts'

const known = { ...testKnown(), tell: tellOnForm({ services: [], isSampled: () => false, key: Buffer.alloc(32, 7) }) }
const routes: readonly Route[] = [
  ...casePages({ youngCarer: youngCarerAtAssessment, known }),
  ...workPages({ enrolment, kinds: [], attendance: youngCarerAtAssessment, owed: [caseOwed(enrolment)] } as never),
]
let now = new Date('2026-11-23T10:00:00Z')
let db: TestDatabase
let grounds: Awaited<ReturnType<typeof testGrounds>>
let worker: SignedInReader
let child: TestChild
before(async () => {
  db = await testDatabase()
  grounds = await testGrounds(db, () => now)
  child = await aChild(db.owner)
  const known = (kind: string, body: object) => anEntry(db.owner, child, { kind, category: 'identity', body })
  await known('identity', { forename: 'Amelia', surname: 'Okafor', birthDate: '2016-05-03', sex: 'F' })
  await known('identifier', { type: 'local', value: 'NM77', ok: true, note: 'social care' })
  await known('identifier', { type: 'upn', value: 'B899200112001', ok: true })
  await known('background', { ethnicity: 'WBRI' })
  worker = await aReader(db.owner, 'social-worker')
  await aRelation(db.owner, { child: child.id }, { principal: worker.userId })
  await db.owner.query(
    `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
     values ($1, $2, 'social-work', 'care', 'care-involved', $3, 'protect', '2026-11-23', 'throughline', '2026-11-23')`,
    [child.id, worker.userId, categoryBit('care-involved')],
  )
})
after(async () => {
  await grounds.pages.db.destroy().catch(() => {})
  await grounds.jobs.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

type Form = Readonly<Record<string, string | readonly string[]>>
const ask = (path: string, step = '', form?: Form, reader = worker): Promise<Answer> =>
  performRoute(
    grounds.pages,
    routes.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined)) as Route,
    reader,
    { params: { child: child.address, step }, query: {}, form: form ?? {}, files: [], requestId: 'test' },
  )
const base = '/children/:child/case'
const on = (date: string) => filledBoxes('on', date as PlainDate)
const take = (step: string, date: string, form: Form, reader = worker): Promise<Answer> =>
  ask(`${base}/:step`, step, { ...on(date), ...form }, reader)
const taken = async (step: string, date: string, form: Form): Promise<void> => {
  now = new Date(`${date}T15:00:00Z`)
  const answer = await take(step, date, form)
  if (!('redirect' in answer)) assert.fail(`${step}: ${wordsOf(answer)}`)
}

/** One of the boxes that nobody sees. */
const hidden = async (step: string, name: string, reader = worker): Promise<string> => {
  const answer = await ask(`${base}/:step`, step, undefined, reader)
  return new RegExp(`name="${name}" value="([^"]*)"`).exec('page' in answer ? String(answer.page.body) : '')?.[1] ?? ''
}

describe('a case that a social worker works on the record', () => {
  test('is there for who does social work with the child, and for nobody else', async () => {
    const empty = /Nothing is owed by a day.* Nothing is open\. Write down Write down a referral/
    assert.match(wordsOf(await ask(base)), empty)
    const others = [await aReader(db.owner, 'education-welfare-officer'), await aReader(db.owner, 'safeguarding-lead')]
    for (const reader of others) {
      await aRelation(db.owner, { child: child.id }, { principal: reader.userId })
      await assert.rejects(ask(base, '', undefined, reader), NotFound)
      await assert.rejects(take('referral', '2026-11-23', {}, reader))
    }
    await assert.rejects(ask(base, '', undefined, await aReader(db.owner, 'social-worker')), Refusal)
  })

  test('begins with a referral that is decided in a working day, and stands on Today until it is', async () => {
    const surgery = { 'known-doctor': 'changed', 'known-doctor-now': 'Larch Surgery', 'known-tell': 'yes' }
    const referral = { source: '2A', need: 'N1', words: 'Two bruises, seen by her teacher.' }
    await taken('referral', '2026-11-23', { ...referral, ...surgery })
    const next = wordsOf(await ask(`${base}/:step`, 'assessment-end'))
    assert.match(next, /Doctor’s surgery Larch Surgery From Throughline, 23 November 2026/)
    assert.match(
      wordsOf(await ask('/')),
      /Amelia Okafor Decide what happens with the referral\. Due by 24 November 2026, counted from 23/,
    )
    await taken('decision', '2026-11-24', { outcome: 'assessment', need: 'N1', words: 'It is the second report.' })
    assert.doesNotMatch(wordsOf(await ask('/')), /Decide what happens/)
    assert.match(wordsOf(await ask(base)), /Finish the assessment 23 November 2026: the referral .* 28 January 2027/)
  })

  test('says what the census would find wrong before anything is written, and keeps what was typed', async () => {
    const answer = await take('assessment-start', '2026-11-20', { words: 'What happens at home at night.' })
    assert.match(wordsOf(answer), /It cannot be before the referral, 23 November 2026/)
    assert.match('page' in answer ? String(answer.page.body) : '', /What happens at home at night\./)
    await taken('assessment-start', '2026-11-25', { words: 'What happens at home at night.' })
    const onTopOf = await hidden('assessment-start', 'onTopOf')
    assert.match(
      wordsOf(await take('assessment-start', '2026-11-25', { words: 'Again.', onTopOf })),
      /cannot be saved now: an assessment is open already/,
    )
  })

  test('whoever reads nothing of young carers is not asked whether the child is one, and cannot write it', async () => {
    const night = await aReader(db.owner, 'out-of-hours')
    await aRelation(db.owner, { child: child.id }, { principal: night.userId })
    const asked = async (reader = worker) => wordsOf(await ask(`${base}/:step`, 'assessment-end', undefined, reader))
    assert.match(await asked(), /Young carer/)
    assert.doesNotMatch(await asked(night), /Young carer/)
    const words = { development: 'Well.', parenting: 'Tries.', environment: 'Gran.', words: 'Neglect.' }
    const form = { seen: 'yes', ...words, factors: ['7A'], outcome: 'protection' }
    assert.match(wordsOf(await take('assessment-end', '2026-11-25', form, night)), /Choose what was found/)
  })

  test('goes from a strategy discussion by 15 working days to a conference and a plan, with core groups and visits', async () => {
    await taken('strategy', '2026-12-10', {
      took: ['police', 'health', 'care'],
      words: 'A third report.',
      steps: 'Gran comes tonight.',
      outcome: 'joint',
    })
    assert.match(
      wordsOf(await ask(base)),
      /Initial child protection conference 10 December 2026: .* 5 January 2027 To do/,
    )
    await taken('enquiry-end', '2026-12-21', {
      seen: 'yes',
      alone: 'yes',
      words: 'She is left alone.',
      outcome: 'conference',
    })
    const conference = {
      who: 'Mum, school, police',
      plan: 'yes',
      category: 'NEG',
      words: 'Neglect.',
      steps: 'Gran stays.',
    }
    await taken('conference', '2027-01-05', conference)
    const language = { 'known-language': 'changed', 'known-language-now': 'Polish', 'known-tell': 'yes' }
    await taken('visit', '2027-01-12', { seen: 'yes', alone: 'yes', words: 'Her room is warm.', ...language })
    const told = await db.owner.query('select kind, state from told_change order by id')
    assert.deepEqual(
      told.rows.map(row => row.kind + row.state),
      ['doctorapplied', 'languageheld'],
    )
    assert.match(wordsOf(await ask(`${base}/:step`, 'assessment-end')), /Languages Not recorded/)
    assert.match(wordsOf(await ask(base)), /Her room is warm\. Languages Polish/)
    await taken('core-group', '2027-01-18', { who: 'Mum, school', words: 'Gran stays.', steps: 'Gran goes on.' })
    await taken('assessment-end', '2027-01-29', {
      ...{ seen: 'yes', development: 'Well.', parenting: 'Mum tries.', environment: 'Gran helps.', words: 'Neglect.' },
      ...{ factors: ['3B', '7A'], outcome: 'protection' },
    })
    const { rows: kept } = await db.owner.query(
      `select body->'factors' as factors from entry where kind = 'case-step' and code = 'assessment-end'`,
    )
    assert.deepEqual(kept, [{ factors: ['3B'] }], 'a young carer is told of by the fact of the service alone')
    const text = wordsOf(await ask(base))
    assert.match(text, /Child protection plan Since 5 January 2027\. Neglect Last seen 12 January 2027, alone/)
    const asked = 'select from graphile_worker.jobs where key = $1'
    assert.equal((await db.owner.query(asked, [`tell-of-child:${child.id}`])).rowCount, 1, 'the rules of notices look')
    assert.match(text, /First core group 5 January 2027: the conference 19 January 2027 18 January 2027 In time/)
    assert.match(
      text,
      /Finish the assessment 23 November 2026: the referral \(Working together\) 28 January 2027 29 January 2027 Late/,
    )
    assert.match(text, /First review conference 5 January 2027: the initial conference 5 April 2027 To do/)
  })

  test('what was written by mistake is taken back, with what it told, and stays to be read as it was known', async () => {
    await taken('visit', '2027-01-30', {
      seen: 'yes',
      alone: 'no',
      why: 'Mum stayed.',
      words: 'Another child’s visit.',
    })
    assert.match(wordsOf(await ask(base)), /Last seen 30 January 2027, not alone/)
    const form = 'page' in (await ask(`${base}/:step`, 'take-back')) && wordsOf(await ask(`${base}/:step`, 'take-back'))
    assert.match(String(form), /Visit, 30 January 2027 .* Core group, 18 January 2027/)
    assert.doesNotMatch(String(form), /Initial child protection conference, 5 January 2027/)
    const { rows } = await db.owner.query(
      `select uuid from entry where kind = 'case-step' and code = 'visit' order by id desc limit 1`,
    )
    await taken('take-back', '2027-01-31', { which: rows[0].uuid, words: 'It was her cousin.' })
    assert.match(wordsOf(await ask(base)), /Last seen 12 January 2027, alone/)
    const known = await db.owner.query(
      `select body->>'lastVisit' as last from entry where kind = 'protection-plan' and body ? 'lastVisit' and known_to = 'infinity'`,
    )
    assert.deepEqual(known.rows, [{ last: '2027-01-12' }])
    assert.equal((await db.owner.query('select from entry where uuid = $1', [rows[0].uuid])).rowCount, 1)
  })

  test('two who write at once lose nothing: the second sees what the first wrote, and saves again', async () => {
    const late = await take('core-group', '2027-01-31', {
      who: 'Mum',
      words: 'Gran stays.',
      steps: 'As before.',
      asOf: '2027-01-01T00:00:00.000Z',
    })
    assert.match(wordsOf(late), /Somebody else wrote on this case while you did.* Gran stays\. .*As before\./)
  })

  test('keeps a danger statement with its goal, and each person’s score by day', async () => {
    const words = {
      danger: 'She is alone at night and may be hurt.',
      goal: 'An adult who is well is there every night.',
    }
    assert.match(
      wordsOf(await take('safety', '2027-01-29', { ...words, goal: '', who1: 'Amelia', score1: '4' })),
      /Write the safety goal that belongs to it/,
    )
    await taken('safety', '2027-01-29', { ...words, who1: 'Amelia', score1: '4', who2: 'Mum', score2: '7' })
    const [statement] = (
      await db.owner.query(`select uuid from entry where kind = 'protection-step' and code = 'safety'`)
    ).rows
    await taken('score', '2027-03-01', { statement: statement.uuid, who1: 'Amelia', score1: '6' })
    assert.match(wordsOf(await ask(base)), /Who 29 January 2027 1 March 2027 Amelia 4 6 Mum 7 No score/)
  })

  test('comes into our care with a home and a law, and its reviews, health and time away are told by the return', async () => {
    await taken('review-conference', '2027-03-08', { who: 'Mum', words: 'Better.', outcome: 'end' })
    const home = {
      ...{ legal: 'V2', need: 'N1', home: 'U6', provider: 'PR1' },
      ...{ postcode: 'NM4 2QT', homePostcode: 'nm1 1aa', earlier: 'Z1' },
    }
    assert.match(
      wordsOf(await take('care-start', '2027-03-08', { ...home, postcode: 'NM4', words: 'Mum is in hospital.' })),
      /Enter a whole postcode/,
    )
    await taken('care-start', '2027-03-08', { ...home, words: 'Mum is in hospital.' })
    assert.match(wordsOf(await ask('/')), /First visit at home\. Due by 15 March 2027/)
    await taken('care-review', '2027-03-22', { who: 'Chair, mum', part: 'PN1', words: 'Home in summer.' })
    await taken('health', '2027-03-22', { immunised: 'yes', teeth: 'no', sdq: '12' })
    await taken('missing', '2027-03-23', { sort: 'M', who: 'Her carer, to the police', words: 'Not back from school.' })
    await taken('missing-back', '2027-03-24', { words: 'Tired.' })
    assert.match(
      wordsOf(await ask(base)),
      /Offer a return interview \(72 hours\) 24 March 2027: coming back 27 March 2027/,
    )
    const { rows } = await db.owner.query(`select from entry where kind = 'case-step' and body::text ~* 'NM4|NM1'`)
    assert.equal(rows.length, 0, 'the postcode of a home is with the home alone')
  })

  const written = async (name: 'cin' | 'ssda903') => {
    now = new Date('2027-04-06T10:00:00Z')
    const folder = await mkdtemp(join(tmpdir(), 'throughline-case-'))
    const report = await exportReturn(grounds.jobs as never, {
      ...{ name, kind: returnsToWrite[name]!, authority: '899', release: '0', by: 'tester' },
      ...{ day: plainDate(2027, 3, 31), out: join(folder, name === 'cin' ? 'return.xml' : 'return') },
    })
    const files =
      name === 'cin' ? ['return.xml'] : ['episodes', 'reviews', 'oc2', 'missing'].map(one => `return/${one}_2027.csv`)
    const texts = await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')))
    await rm(folder, { recursive: true, force: true })
    return { report, text: texts.join('').replaceAll('"', '').replace(/>\s+</g, '><') }
  }

  test('is told whole by the census, which finds nothing wrong with it', async () => {
    const { report, text } = await written('cin')
    // Two queries are about the disabilities of all children together: there is one child here.
    const issues = report.issues.filter(one => !['2887Q', '2888Q'].includes(one.rule))
    assert.deepEqual([report.children, report.lacking, issues], [1, [], []])
    for (const part of [
      '<CINreferralDate>2026-11-23</CINreferralDate><ReferralSource>2A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>',
      '<AssessmentActualStartDate>2026-11-25</AssessmentActualStartDate><AssessmentAuthorisationDate>2027-01-29</AssessmentAuthorisationDate>',
      '<AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>7A</AssessmentFactors>',
      '<S47ActualStartDate>2026-12-10</S47ActualStartDate><InitialCPCtarget>2027-01-05</InitialCPCtarget><DateOfInitialCPC>2027-01-05</DateOfInitialCPC>',
      '<ReferralNFA>0</ReferralNFA>',
      '<CPPstartDate>2027-01-05</CPPstartDate><CPPendDate>2027-03-08</CPPendDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>',
      '<NumberOfPreviousCPP>0</NumberOfPreviousCPP><Reviews><CPPreviewDate>2027-03-08</CPPreviewDate></Reviews>',
    ])
      assert.ok(text.includes(part), part)
  })

  test('and by the return of children in care, with each of its files', async () => {
    const { report, text } = await written('ssda903')
    assert.deepEqual([report.children, report.lacking], [1, []])
    for (const part of [
      'NM77,08/03/2027,S,V2,N1,U6,PR1,,,,NM1 1AA,NM4 2QT,',
      'NM77,03/05/2016,22/03/2027,PN1',
      'NM77,03/05/2016,12,,,,1,0,1,,,',
      'NM77,03/05/2016,M,23/03/2027,24/03/2027',
    ])
      assert.ok(text.includes(part), `${part} in ${text}`)
    // Nobody was asked whether she is a mother (165, 393); health is asked of those in care for a year (182, 185, 190).
    const left = ['165', '182', '185', '190', '393']
    assert.deepEqual(report.issues.map(one => one.rule).sort(), left)
  })
})

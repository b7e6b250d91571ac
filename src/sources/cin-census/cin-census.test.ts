import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { exampleFact, identifier } from '../../children/index.ts'
import { needPlan, referral } from '../../domains/social-care/index.ts'
import {
  entriesOf,
  identityOf,
  naughtyStrings,
  problemsOf,
  readSource,
  readSourceText,
  textOf,
  whereIs,
} from '../../intake/testing/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { cinCensus, writeCensus } from './index.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
const files = readdirSync(fixtures).filter(name => name.endsWith('.xml'))
const fixture = (name: string) => join(fixtures, name)

const header = `<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>
  <Source><LEA>899</LEA><DateTime>2026-05-23T11:14:05</DateTime></Source></Header>`
const message = (child: string, head = header) =>
  `<?xml version="1.0"?><Message>${head}<Children>${child}</Children></Message>`
const childOf = (identifiers: string, rest = '') =>
  `<Child><ChildIdentifiers>${identifiers}</ChildIdentifiers>${rest}</Child>`
const known = '<LAchildID>C1</LAchildID><PersonBirthDate>2015-03-27</PersonBirthDate><Sex>F</Sex>'
const assessed = (...factors: string[]) =>
  `<CINdetails><CINreferralDate>2025-06-02</CINreferralDate><ReferralSource>2A</ReferralSource><PrimaryNeedCode>N3</PrimaryNeedCode>
   <Assessments><AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate><AssessmentAuthorisationDate>2025-07-18</AssessmentAuthorisationDate>
   <FactorsIdentifiedAtAssessment>${factors.map(f => `<AssessmentFactors>${f}</AssessmentFactors>`).join('')}</FactorsIdentifiedAtAssessment></Assessments>
   <ReferralNFA>0</ReferralNFA></CINdetails>`

describe('a Children in Need census', () => {
  test('of any year is read to the last child, and read again gives the same', async () => {
    const children = {
      'CIN_Census_2024.xml': 2,
      'CIN_Census_2026.xml': 2,
      'northmere_2026.xml': 5,
      'fake_CIN_data_30.xml': 30,
    } as Record<string, number>
    for (const file of files) {
      const read = await readSource(cinCensus, fixture(file))
      assert.deepEqual(read.counts, { accepted: children[file] ?? 1, rejected: 0, waiting: 0 }, file)
      assert.equal(identityOf(read), identityOf(await readSource(cinCensus, fixture(file))))
      entriesOf(cinCensus, read)
    }
  })

  test('has a category for every element that real files have', async () => {
    for (const file of files) {
      const problems = problemsOf(await readSource(cinCensus, fixture(file)))
      assert.deepEqual(
        problems.filter(p => p.problem.includes('is not known')),
        [],
        file,
      )
    }
  })

  test('speaks of its reference day, or of the day it was made where that was before', async () => {
    const read = await readSource(cinCensus, fixture('CIN_Census_2026.xml'))
    assert.deepEqual([read.recognised.period, read.recognised.asOf.toISOString().slice(0, 10)], ['2023', '2023-05-23'])
    assert.ok(problemsOf(read).some(p => p.column === 'ReferenceDate' && p.got === '2024-03-31'))
  })

  test('with a broken header is still a list of children', async () => {
    for (const head of ['', '<Header/>', '<Header><CollectionDetails><Year>soon</Year></CollectionDetails></Header>']) {
      const read = await readSourceText(cinCensus, 'x.xml', message(childOf(known), head))
      assert.deepEqual(read.counts, { accepted: 1, rejected: 0, waiting: 0 })
      assert.equal(read.recognised.mode, 'delta')
    }
  })

  test('holds a young carer, an unaccompanied child and a parent’s troubles apart from one another', async () => {
    const read = await readSourceText(
      cinCensus,
      'x.xml',
      message(childOf(known, assessed('4A', '4B', '7A', '9A', '1C', 'RB'))),
    )
    const entries = entriesOf(cinCensus, read)
    assert.deepEqual(whereIs(entries, '"7A"'), ['young-carer-at-assessment: young-carer'])
    assert.deepEqual(
      entries.filter(e => e.kind === 'unaccompanied').map(e => [e.category, e.sensitivity]),
      [['care-content', 3]],
    )
    const about = entries.filter(e => e.kind === 'assessment-factor').map(e => [e.body['code'], e.body['aboutParent']])
    assert.deepEqual(about, [
      ['4A', false],
      ['4B', true],
      ['1C', true],
      ['RB', false],
    ])
    assert.ok(problemsOf(read).some(p => p.got === 'RB' && p.fix))
  })

  test('keeps a disability as a health fact and an adoption as an adoption fact', async () => {
    const read = await readSource(cinCensus, fixture('CIN_Census_2021.xml'))
    const entries = entriesOf(cinCensus, read)
    assert.deepEqual([...new Set(entries.filter(e => e.kind === 'disability').map(e => e.category))], ['health'])
    assert.deepEqual(whereIs(entries, 'dopt'), ['adoption-step: adoption'])
  })

  test('knows an unborn child by the day it is expected', async () => {
    const read = await readSourceText(
      cinCensus,
      'x.xml',
      message(
        childOf('<LAchildID>C1</LAchildID><ExpectedPersonBirthDate>2026-06-04</ExpectedPersonBirthDate><Sex>U</Sex>'),
      ),
    )
    assert.deepEqual(read.rows[0]?.identity, {
      birthDate: '2026-06-04',
      birthPrecision: 'expected',
      sex: 'U',
      localNumbers: ['social care C1'],
    })
  })

  test('understands the sex codes of both forms of the return', async () => {
    const sexOf = async (element: string) => {
      const read = await readSourceText(
        cinCensus,
        'x.xml',
        message(childOf(`<LAchildID>C1</LAchildID><PersonBirthDate>2015-03-27</PersonBirthDate>${element}`)),
      )
      return [read.rows[0]?.identity?.sex, problemsOf(read).length]
    }
    assert.deepEqual(await sexOf('<Sex>M</Sex>'), ['M', 0])
    assert.deepEqual(await sexOf('<GenderCurrent>2</GenderCurrent>'), ['F', 1])
    assert.deepEqual(await sexOf('<Sex>9</Sex>'), ['U', 1])
    assert.deepEqual(await sexOf('<Sex>x</Sex>'), [undefined, 1])
  })

  test('rejects a child without number or birth date, in words, and keeps the others', async () => {
    const text = message(
      childOf('<PersonBirthDate>2015-03-27</PersonBirthDate>') + childOf('<LAchildID>C2</LAchildID>') + childOf(known),
    )
    const read = await readSourceText(cinCensus, 'x.xml', text)
    assert.deepEqual(read.counts, { accepted: 1, rejected: 2, waiting: 0 })
    const columns = read.outcomes.flatMap(o => (o.outcome === 'rejected' ? [o.problem.column] : []))
    assert.deepEqual(columns, ['ChildIdentifiers/LAchildID', 'ChildIdentifiers/PersonBirthDate'])
  })

  test('leaves out a part whose date cannot be read, with a warning, and keeps the rest', async () => {
    const read = await readSourceText(
      cinCensus,
      'x.xml',
      message(childOf(known, assessed('1A').replace('2025-06-03', 'soon'))),
    )
    const kinds = entriesOf(cinCensus, read).map(e => e.kind)
    assert.ok(kinds.includes('referral') && !kinds.includes('assessment'))
    assert.ok(
      problemsOf(read).some(p => p.got === 'soon' && p.column === 'CINdetails/Assessments/AssessmentActualStartDate'),
    )
  })

  test('keeps its feet whatever an element holds', async () => {
    const xmlText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    const children = textOf(fixture('CIN_Census_2026.xml')).split('<Children>')[1]?.split('</Children>')[0] ?? ''
    const naughty = naughtyStrings.map(text => children.replaceAll(/>[^<>\s][^<>]*</g, () => `>${xmlText(text)}<`))
    const kept = naughty.map(text =>
      text.replaceAll(/<(LAchildID|PersonBirthDate)>[^<]*</g, (_, name) => `<${name}>2015-03-27<`),
    )
    const read = await readSourceText(cinCensus, 'x.xml', message([...naughty, ...kept].join('')))
    assert.equal(read.counts.accepted + read.counts.rejected, naughtyStrings.length * 4)
    assert.ok(read.counts.accepted >= naughtyStrings.length * 2)
    entriesOf(cinCensus, read)
  })
})

test('a census written of what is on record has the plan of the census once, and not beside it the day that a list told of need', async () => {
  const told = ({ kind }: { kind: string }, source: string, on: string, body: object = { startedOn: on }) => ({
    ...exampleFact(kind, { ...body }, { source, on, from: on as PlainDate }),
    asOf: new Date('2026-11-20'),
  })
  const listed = [
    told(identifier, 'annex-a', '2025-09-17', { type: 'local', note: 'social care', value: 'NM1' }),
    told(referral, 'cin-census', '2025-09-17', { on: '2025-09-17' }),
    told(needPlan, 'annex-a', '2025-09-17'),
  ]
  const plansOf = async (...facts: typeof listed) => {
    const about = { year: 2026, authority: '899', at: new Date('2026-05-01'), release: '0' }
    const children = async function* () {
      yield facts
    }
    const { xml } = await writeCensus(children(), about)
    return [...xml.matchAll(/<CINPlanStartDate>([^<]*)/g)].map(([, on]) => on)
  }
  assert.deepEqual(await plansOf(...listed), ['2025-09-17'])
  assert.deepEqual(await plansOf(...listed, told(needPlan, 'cin-census', '2025-10-26')), ['2025-10-26'])
})

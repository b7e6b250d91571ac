import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Value } from 'typebox/value'
import { writeNorthmere } from '../../../fictional/index.ts'
import type { RowOutcome } from '../../intake/index.ts'
import { plainDate } from '../../kernel/index.ts'
import { type FileEvent, type Format, readRecords } from '../../platform/files/index.ts'
import { isMapping, type Mapping, openQuestions } from './mapping.ts'
import { proposeMapping, sheetsOf } from './propose.ts'
import { spreadsheetSource } from './spreadsheet.source.ts'

/** What a person who knows the list says of each column. */
const reviewed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'early-help/Early Help MASTER (Denise copy) v7.xlsx': {
    Ref: 'child.own-id',
    'CHILD (Surname, Forename)': 'child.surname-first',
    'D.O.B': 'child.birth-date',
    'M/F': 'child.sex',
    'UPN if known': 'child.upn',
    'Address & postcode': 'address.full',
    'Parent/carer - tel': 'parent.contact',
    'Sch / Nursery': 'child.school',
    'Presenting need(s)': 'early-help.reasons',
    'Lead prof.': 'early-help.lead',
    'Date opened': 'early-help.started',
    'Closed?': 'early-help.ended',
    Siblings: 'early-help.notes',
  },
  'young-carers/young carers register.xlsx': {
    Reference: 'child.own-id',
    'First name': 'child.forename',
    Surname: 'child.surname',
    'Date of birth': 'child.birth-date',
    Age: 'nothing',
    Postcode: 'address.postcode',
    School: 'child.school',
    'Cares for': 'young-carer.cares-for',
    'Because of': 'young-carer.notes',
    'Hours a week': 'young-carer.notes',
    Service: 'young-carer.notes',
    Worker: 'young-carer.worker',
    Group: 'young-carer.group',
    'School may know': 'young-carer.agreed',
    Started: 'young-carer.since',
    'Review due': 'young-carer.notes',
  },
  'childrens-centre/registrations_export.csv': {
    'Reg No': 'child.own-id',
    'Child Forename': 'child.forename',
    'Child Surname': 'child.surname',
    DOB: 'child.birth-date',
    Sex: 'child.sex',
    Parent: 'parent.name',
    Address: 'address.full',
    'Post Code': 'address.postcode',
    Tel: 'contact.phone',
    'NHS No': 'child.nhs-number',
    Centre: 'centre.name',
    'Reg Date': 'centre.registered',
    Notes: 'centre.notes',
  },
  'youth-clubs/MEMBERS.XLS': {
    'Member No': 'child.own-id',
    Name: 'child.full-name',
    'D.O.B.': 'child.birth-date',
    Address: 'address.full',
    Postcode: 'address.postcode',
    School: 'child.school',
    Club: 'youth.club',
    Joined: 'youth.since',
    'Emergency contact': 'parent.name',
    'Emergency tel': 'parent.phone',
  },
  'housing/tenancies.csv': {
    UPRN: 'property.uprn',
    Address: 'nothing',
    Postcode: 'nothing',
    Tenant: 'nothing',
    'Tenancy start': 'nothing',
    Household: 'nothing',
    'Note type': 'property.sort',
    'Property note': 'property.what-to-do',
    'Noted on': 'property.noted',
    'Check again by': 'property.check-by',
  },
}

const formatOf = (name: string): Format => (/\.xls$/i.test(name) ? 'xls' : /\.csv$/i.test(name) ? 'csv' : 'xlsx')

describe('Northmere’s five spreadsheets', () => {
  let dir = ''
  const events = new Map<string, FileEvent[]>()
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'throughline-sheets-'))
    await writeNorthmere({ dir, seed: 'northmere', today: plainDate(2026, 11, 21), children: 1500, weeks: 1 })
    for (const file of Object.keys(reviewed)) {
      const list: FileEvent[] = []
      for await (const event of readRecords({
        path: join(dir, 'files', file),
        name: basename(file),
        csv: { rowWidth: 'any' },
      }))
        list.push(event)
      events.set(file, list)
    }
  })
  after(() => rm(dir, { recursive: true, force: true }))

  const proposed = (file: string): Mapping =>
    proposeMapping(sheetsOf(events.get(file) ?? []), { fileName: basename(file) })
  const outcomesOf = async (file: string): Promise<RowOutcome[]> => {
    const list = events.get(file) ?? []
    const mapping = proposed(file)
    const source = spreadsheetSource(
      { id: 'spreadsheet:test', name: 'Test', mapping },
      () => new Date('2026-11-21T18:00:00Z'),
    )
    const recognised = source?.recognise({ name: basename(file), format: formatOf(file), events: list.slice(0, 60) })
    assert.ok(source && recognised, 'the list is known again by its headings')
    const made: RowOutcome[] = []
    const given = (async function* () {
      yield* list
    })()
    for await (const outcome of source.read({ name: basename(file), recognised, mapping, events: given }))
      made.push(outcome)
    return made
  }

  for (const [file, columns] of Object.entries(reviewed)) {
    test(`${file}: the proposal is right for at least nine columns in ten`, () => {
      const mapping = proposed(file)
      assert.ok(isMapping(JSON.parse(JSON.stringify(mapping))))
      const right = mapping.columns.filter(c => columns[c.name] === c.target).length
      assert.equal(mapping.columns.length, Object.keys(columns).length)
      assert.ok(right / mapping.columns.length >= 0.9, `${right} of ${mapping.columns.length}`)
      assert.deepEqual(openQuestions(mapping), [])
    })

    test(`${file}: every row is accepted, or says where it stands and how to mend it`, async () => {
      const outcomes = await outcomesOf(file)
      const rows = outcomes.filter(o => o.outcome !== 'warning')
      const accepted = rows.filter(o => o.outcome === 'accepted')
      assert.ok(accepted.length / rows.length > 0.95, `${accepted.length} of ${rows.length}`)
      for (const row of rows) {
        if (row.outcome === 'rejected')
          assert.ok(row.problem.column && row.problem.fix && row.problem.wanted && row.line > 1)
      }
      for (const one of accepted) {
        if (one.outcome !== 'accepted') continue
        for (const { kind, body } of [...one.row.facts, ...(one.row.property?.facts ?? [])])
          assert.ok(Value.Check(kind.schema, body), `${kind.kind}: ${Object.keys(body)}`)
      }
      const keys = accepted.map(o => (o.outcome === 'accepted' ? o.row.key : ''))
      assert.equal(new Set(keys).size, keys.length, 'no two rows have one key')
    })
  }

  test('the early-help list is read from both sheets, by the date of its title, and the sheet of names is left alone', async () => {
    const mapping = proposed('early-help/Early Help MASTER (Denise copy) v7.xlsx')
    assert.deepEqual(
      mapping.sheets.map(s => [s.name, s.line]),
      [
        ['North', 4],
        ['South', 4],
        ['Lists', undefined],
      ],
    )
    assert.deepEqual(mapping.period, { rule: 'title', says: 'printed' })
    assert.equal(mapping.service, 'early-help')
  })

  test('Liam is a young carer since the day the list says, and the school may not know', async () => {
    const rows = await outcomesOf('young-carers/young carers register.xlsx')
    const liam = rows.find(
      o => o.outcome === 'accepted' && o.row.identity?.forename === 'Liam' && o.row.identity.surname === 'Doherty',
    )
    assert.ok(liam?.outcome === 'accepted')
    const fact = liam.row.facts.find(f => f.kind.kind === 'young-carer')
    assert.equal(fact?.body.agreedToShare, 'no')
    assert.equal(fact?.body.caresFor, 'Mum')
    assert.equal(liam.row.involvements?.[0]?.category, 'young-carer')
    assert.deepEqual([...new Set(liam.row.facts.map(f => f.kind.category))].sort(), [
      'contact',
      'identity',
      'young-carer',
    ])
  })

  test('the house with a dog is a note on the property, and nothing is kept of who lives there', async () => {
    const rows = await outcomesOf('housing/tenancies.csv')
    const dog = rows.find(o => o.outcome === 'accepted' && o.row.property?.facts.some(f => f.body.sort === 'animals'))
    assert.ok(dog?.outcome === 'accepted')
    assert.equal(dog.row.property?.facts[0]?.body.short, 'Large dog at the address')
    assert.equal(dog.row.identity, undefined)
    assert.deepEqual(Object.keys(dog.row.content).sort(), [
      'Check again by',
      'Note type',
      'Noted on',
      'Property note',
      'UPRN',
    ])
  })
})

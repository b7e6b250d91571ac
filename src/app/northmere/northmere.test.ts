import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Authority, Found } from '../../../fictional/index.ts'
import { arrangedFor } from './arranged.ts'
import { barriersOf, keysOf } from './cast.ts'

const found = (source: Found['source'], key: string, more: Partial<Found> = {}): Found => ({
  source,
  key,
  file: `${source}/list 2026.csv`,
  forename: 'Jayden',
  surname: 'Pike',
  dob: '2018-02-12',
  upn: '',
  ...more,
})
const story = (id: string, ...find: Found[]) => ({ id, name: id, story: '', find })
const none = {
  involvements: [],
  schoolLinks: [],
  conflicts: [],
  restricted: [],
  sealed: [],
  protectedAddresses: [],
  dangerNotes: [],
  visits: [],
  pauses: [],
  written: [],
  tasks: [],
  parents: [],
}
const authority = (more: Partial<Authority>): Authority => ({
  ...none,
  council: { name: '', la: '', today: '', phone: '', email: '' },
  schools: [],
  termDates: [],
  teams: [],
  staff: [],
  cast: [],
  ...more,
})

describe('the arrangements of Northmere', () => {
  test('find a child by the source’s own number, the UPN, or the UPN with the birth date', () => {
    assert.deepEqual(
      keysOf(found('school-census', '77bf', { upn: 'F899200922001' })).map(one => one.key),
      ['77bf', 'F899200922001/2018-02-12', 'F899200922001'],
    )
    assert.deepEqual(
      keysOf(found('daily-attendance', '8992010/2010-e1')).map(one => one.key),
      ['8992010/2010-e1', '2010-e1'],
    )
  })

  test('name a spreadsheet as intake does: by its file, without dates and numbers', () => {
    assert.equal(
      keysOf(found('young-carers', 'YC1', { file: 'young-carers/Young Carers register 2026-11.xlsx' }))[0]?.source,
      'spreadsheet:young-carers-register',
    )
  })

  test('keep every identity before an adoption from every identity after it', () => {
    const cast = [
      story('before', found('ssda903', 'N1'), found('annex-a', 'N1')),
      story('after', found('school-census', 'S1')),
    ]
    const pairs = barriersOf({ cast, sealed: [{ pair: ['before', 'after'], protect: 'before', holders: ['vera'] }] })
    assert.deepEqual(
      pairs.map(([a, b]) => `${a.source} ${a.key} | ${b.source} ${b.key}`),
      ['ssda903 N1 | school-census S1', 'annex-a N1 | school-census S1'],
    )
  })

  test('leave out whoever no file has brought, and never put one child’s arrangement on another', () => {
    const arranged = arrangedFor(
      authority({
        involvements: [
          { child: 'liam', staff: 'sam-ali', kind: 'education-welfare', from: '2026-10-01' },
          { child: 'wren', team: 'send', kind: 'send-casework', from: '2026-10-01', to: '2026-10-31' },
          { child: 'unknown', staff: 'sam-ali', kind: 'education-welfare', from: '2026-10-01' },
        ],
        restricted: [{ child: 'hugo', reason: 'x', holder: 'martin', allowed: ['marianne'] }],
      }),
      new Map([
        ['liam', 1],
        ['wren', 2],
      ]),
    )
    assert.deepEqual(arranged.work, [
      { child: 1, by: { kind: 'user', key: 'sam-ali' }, kind: 'education-welfare', from: '2026-10-01' },
      { child: 2, by: { kind: 'team', key: 'send' }, kind: 'send-casework', from: '2026-10-01', to: '2026-10-31' },
    ])
    assert.deepEqual(arranged.shields, [])
  })
})

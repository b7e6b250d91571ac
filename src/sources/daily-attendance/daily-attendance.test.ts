import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  entriesOf,
  identityOf,
  naughtyStrings,
  problemsOf,
  readSourceText,
  whereIs,
} from '../../intake/testing/index.ts'
import { dailyAttendance } from './index.ts'

const manifest = {
  type: 'manifest',
  la: '899',
  estab: '2001',
  urn: '999001',
  generated_at: '2025-09-15T18:30:00Z',
  mode: 'snapshot',
  covers: ['pupil', 'attendance'],
  from: '2025-09-08',
  to: '2025-09-15',
}
const pupil = {
  type: 'pupil',
  mis_id: '123',
  upn: 'R201100018042',
  former_upn: ['A950000178301'],
  uln: null,
  legal_surname: 'Reed',
  legal_forename: 'Liam',
  preferred_surname: 'Reed',
  preferred_forename: 'Lee',
  middle_names: 'John',
  dob: '2012-11-02',
  sex: 'M',
  ethnicity: 'WBRI',
  first_language: 'ENG',
  nc_year: '8',
  reg_group: '8B',
  enrol_status: 'C',
  entry_date: '2024-09-02',
  leaving_date: null,
  sen_provision: 'K',
  sen_needs: [{ rank: 1, type: 'SLCN' }],
  young_carer: 'S',
  fsm: [{ from: '2024-01-08', to: null }],
  looked_after: { in_care: true, care_authority: '933' },
  post_looked_after: 'A',
  service_child: 'Y',
  address: { uprn: '999000000001', saon: '', paon: '14', street: 'Mill Lane', town: 'Larchfield', postcode: 'NM4 2QT' },
  contacts: [
    {
      order: 1,
      relationship: 'PAM',
      parental_responsibility: true,
      surname: 'Reed',
      forename: 'Dawn',
      phones: [{ type: 'M', number: '07700 900001' }],
      email: '',
    },
    { order: 2, relationship: 'FOM', parental_responsibility: false, surname: 'Hill', forename: 'Ann', phones: [] },
    {
      order: 3,
      relationship: 'SWR',
      parental_responsibility: false,
      surname: 'Ward',
      forename: 'Sue',
      phones: [{ type: 'W', number: '01632 960002' }],
    },
  ],
}
const day = (more: object) => ({
  type: 'attendance_day',
  upn: 'R201100018042',
  mis_id: '123',
  date: '2025-09-15',
  am: '/',
  pm: '\\',
  ...more,
})
const read = (...lines: unknown[]) =>
  readSourceText(
    dailyAttendance,
    'feed.ndjson',
    [manifest, ...lines].map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )
const registers = ({ outcomes }: Awaited<ReturnType<typeof read>>) =>
  outcomes.flatMap(o => (o.outcome === 'register' ? [o.register] : []))

describe('a school’s daily bundle', () => {
  test('says in its manifest whose it is, of which days, and whether it is everything', async () => {
    const { recognised } = await read(pupil)
    assert.deepEqual(
      { ...recognised, asOf: recognised.asOf.toISOString() },
      {
        period: '2025-09-08 to 2025-09-15',
        table: 'bundle',
        asOf: '2025-09-15T18:30:00.000Z',
        mode: 'snapshot',
        order: 0,
        school: '8992001',
      },
    )
    await assert.rejects(readSourceText(dailyAttendance, 'feed.ndjson', JSON.stringify(pupil)), /not recognised/)
  })

  test('has a category for every item of the published shape, and refuses one that has none', async () => {
    assert.deepEqual(problemsOf(await read(pupil, day({}))), [])
    const told = await read({ ...pupil, blood_group: '0+' })
    assert.deepEqual(
      problemsOf(told).map(p => p.column),
      ['blood_group'],
    )
    assert.ok(told.rows.every(row => !('blood_group' in row.content)))
  })

  test('keeps what a school ticks apart: each under its own category', async () => {
    const entries = entriesOf(dailyAttendance, await read(pupil))
    const categoryOf = (kind: string) => entries.find(e => e.kind === kind)?.category
    assert.deepEqual(
      [
        'young-carer-at-school',
        'in-care-at-school',
        'authority',
        'after-care',
        'service-child',
        'sen-need',
        'address',
      ].map(categoryOf),
      ['young-carer', 'care-involved', 'care-involved', 'adoption', 'contact', 'send', 'contact'],
    )
    const none = entriesOf(
      dailyAttendance,
      await read({
        ...pupil,
        young_carer: 'N',
        post_looked_after: 'N',
        service_child: 'N',
        looked_after: { in_care: false },
      }),
    )
    assert.deepEqual(
      none.filter(e => /carer-at|care-at|after-care|service|authority/.test(e.kind)),
      [],
    )
  })

  test('knows the pupil by school and the school’s own number, and places them on its roll', async () => {
    const [row] = (await read(pupil)).rows
    assert.equal(row?.personKey, '8992001/123')
    assert.deepEqual(row?.roll, { laestab: '8992001', from: '2024-09-02' })
    assert.deepEqual(
      row?.others?.map(o => [o.key, o.relation, o.parentalResponsibility]),
      [
        ['8992001/123/contact/reed/dawn', 'Mother', true],
        ['8992001/123/contact/hill/ann', 'Carer', false],
      ],
    )
    assert.deepEqual(
      row?.involvements?.map(i => [i.workerName, i.category]),
      [['Sue Ward', 'care-involved']],
    )
  })

  test('makes one register of each day, and a later line for the same session replaces the earlier', async () => {
    const other = { ...pupil, mis_id: '124', upn: null }
    const result = await read(
      pupil,
      other,
      day({ am: 'N', pm: null }),
      day({ mis_id: '124', am: 'L', am_minutes_late: 12 }),
      day({ am: 'I', pm: null }),
      day({ date: '2025-09-12' }),
    )
    assert.deepEqual(result.counts, { accepted: 6, rejected: 0, waiting: 0 })
    const [monday, friday] = registers(result)
    assert.equal(monday?.key, 'register/8992001/2025-09-15')
    assert.equal(monday?.rows, 3)
    assert.deepEqual(monday?.marks, [
      { personKey: '8992001/123', am: 'I', pm: '-' },
      { personKey: '8992001/124', am: 'L', pm: '\\', minutesLate: 12 },
    ])
    assert.deepEqual([friday?.rows, friday?.marks.length], [1, 1])
  })

  test('keeps a comment on a mark out of the register, under a label of its own, and counts the line once', async () => {
    const result = await read(pupil, day({ am: 'I', am_comment: 'Mum in hospital again' }))
    assert.deepEqual(result.counts, { accepted: 2, rejected: 0, waiting: 0 })
    assert.deepEqual(whereIs(entriesOf(dailyAttendance, result), 'hospital'), ['mark-comment: attendance'])
    assert.doesNotMatch(JSON.stringify(registers(result)), /hospital/)
    assert.equal(registers(result)[0]?.marks[0]?.am, 'I')
  })

  test('keeps a code nobody knows, or one not in use that day, as it came and warns', async () => {
    const result = await read(pupil, day({ am: 'QQ', pm: 'H' }))
    assert.deepEqual(registers(result)[0]?.marks, [{ personKey: '8992001/123', am: 'QQ', pm: 'H' }])
    assert.deepEqual(
      problemsOf(result).map(p => [p.line, p.column, p.got]),
      [
        [3, 'am', 'QQ'],
        [3, 'pm', 'H'],
      ],
    )
  })

  test('rejects a mark on a Sunday, a line about nobody and a line that is no JSON, and keeps the rest', async () => {
    const result = await read(
      pupil,
      day({ date: '2025-09-14' }),
      day({ mis_id: null, upn: 'A950000178301' }),
      '{"type":"pupil"',
      '[1]',
      { type: 'lesson' },
      day({}),
    )
    assert.deepEqual(result.counts, { accepted: 2, rejected: 5, waiting: 0 })
    const rejected = result.outcomes.flatMap(o => (o.outcome === 'rejected' ? [o.problem] : []))
    assert.deepEqual(
      rejected.map(p => p.line),
      [3, 4, 5, 6, 7],
    )
    assert.ok(rejected.every(p => p.problem && p.fix && p.wanted))
  })

  test('lets a day of closure at the weekend pass, which marks nobody', async () => {
    const result = await read(pupil, day({ date: '2025-09-14', am: '#', pm: '#' }))
    assert.deepEqual(result.counts, { accepted: 2, rejected: 0, waiting: 0 })
    assert.deepEqual(registers(result)[0]?.marks, [])
  })

  test('understands a suspension that names the pupil by UPN, and one of an unknown sort waits for a meaning', async () => {
    const line = {
      type: 'exclusion',
      upn: 'R201100018042',
      category: 'SUSP',
      reasons: ['PP', 'DB'],
      start: '2025-09-10',
      sessions: 4,
    }
    const result = await read(pupil, line, { ...line, category: 'HOME' })
    assert.deepEqual(result.counts, { accepted: 2, rejected: 0, waiting: 1 })
    const entries = entriesOf(dailyAttendance, result).filter(e => e.kind === 'suspension')
    assert.deepEqual([...new Set(entries.map(e => e.category))], ['exclusion'])
    const waiting = result.outcomes.find(o => o.outcome === 'waiting')
    assert.deepEqual(waiting?.outcome === 'waiting' && [waiting.problem.column, waiting.problem.got], [
      'category',
      'HOME',
    ])
  })

  test('understands what a board decided of an exclusion, and from when it took the pupil back', async () => {
    const line = {
      type: 'exclusion',
      upn: 'R201100018042',
      category: 'PERM',
      start: '2025-09-10',
      review_result: 'FRE',
    }
    const back = { ...line, reasons: ['PP'], review_date: '2025-09-12', reinstated_on: '2025-09-15' }
    const result = await read(pupil, back, { ...back, start: '2025-09-16' })
    assert.deepEqual(result.counts, { accepted: 2, rejected: 1, waiting: 0 })
    const bodies = entriesOf(dailyAttendance, result).flatMap(e => (e.kind === 'suspension' ? [e.body] : []))
    assert.deepEqual(bodies.map(b => b['reviewResult'] ?? b['reinstatedOn']).filter(Boolean), ['FRE', '2025-09-15'])
  })

  test('ends what a school said of a pupil whom it has deleted', async () => {
    const result = await read(pupil, { type: 'deletion', of: 'pupil', mis_id: '123' })
    const [first, gone] = result.rows
    assert.deepEqual([gone?.key, gone?.gone, gone?.facts], [first?.key, true, []])
  })

  test('warns of a wrong UPN, keeps it, and read again gives the same', async () => {
    const lines = [{ ...pupil, upn: 'R201100018043' }, day({})]
    const once = await read(...lines)
    assert.ok(problemsOf(once).some(p => p.column === 'upn'))
    assert.equal(identityOf(once), identityOf(await read(...lines)))
  })

  test('keeps its feet whatever an item holds', async () => {
    const fill = (value: unknown, text: string): unknown =>
      Array.isArray(value)
        ? value.map(v => fill(v, text))
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value).map(([k, v]) => [k, k === 'type' && v !== 'M' ? v : fill(v, text)]),
            )
          : text
    const lines = naughtyStrings.flatMap(text => [
      fill(pupil, text),
      { ...(fill(pupil, text) as object), mis_id: text, dob: '2012-11-02' },
      fill(day({}), text),
      { ...(fill(day({}), text) as object), date: '2025-09-15' },
    ])
    const result = await read(...lines)
    assert.equal(result.counts.accepted + result.counts.rejected, lines.length)
    assert.ok(result.counts.accepted >= naughtyStrings.length)
    entriesOf(dailyAttendance, result)
  })
})

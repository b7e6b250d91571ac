import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { type IntakeWorld, intakeWorld } from '../intake/testing/index.ts'
import { dailyAttendance } from '../sources/daily-attendance/index.ts'
import { keepPulledSchool, pullSchools, stopPulledSchool } from '../sources/wonde/index.ts'

const token = '7e76896f9aca62569048c667db292d72dd84f224'
function contact(forename: string, relationship: object) {
  const phones = { phone: '01632 960111', primary: '01632 960222', home: null, work: null, mobile: '01632 960222' }
  const contact_details = { data: { phones, emails: { email: null, primary: null, home: null, work: null } } }
  return { id: `C${forename}`, surname: 'Quillfeather', forename, relationship, contact_details }
}
const day = (date: string) => ({ date: `${date} 00:00:00.000000`, timezone_type: 3, timezone: 'Europe/London' })
/** As the API's customers print it: who is called, in which order, and where the pupil lives. */
const atHome = {
  extended_details: { data: { sen_status: 'K', first_language: 'English' } },
  contact_details: {
    data: {
      addresses: { home: { house_number: '14', street: 'Priory Lane', town: 'Northmere', postcode: 'NM1 4AA' } },
    },
  },
  contacts: {
    data: [
      contact('Marta', { relationship: 'Mother', parental_responsibility: true, priority: 1, lives_with_pupil: true }),
      contact('Ros', { relationship: 'Foster Carer', parental_responsibility: null, priority: 2 }),
    ],
  },
}
const student = (number: number) => ({
  id: `A${number}`,
  mis_id: String(number),
  surname: 'Quillfeather',
  forename: `Pupil${number}`,
  legal_surname: 'Quillfeather',
  legal_forename: `Pupil${number}`,
  gender: 'FEMALE',
  date_of_birth: day('2013-11-02'),
  education_details: { data: { admission_date: day('2024-09-02'), current_nc_year: '7' } },
  ...(number === 1 ? atHome : {}),
})
const leaver = {
  ...student(2),
  education_details: { data: { admission_date: day('2024-09-02'), leaving_date: day('2025-10-03') } },
}
const mark = (number: number, session: string, code: string) => ({
  date: day('2025-10-06'),
  session,
  attendance_code: { data: { code } },
  student: { data: { id: `A${number}`, mis_id: String(number) } },
})
const marks = [mark(1, 'AM', '/'), mark(1, 'PM', 'I'), mark(2, 'AM', 'L'), mark(2, 'PM', '\\')]
const students = [1, 2, 3].map(student)

describe('schools are asked through the API of Wonde', () => {
  let world: IntakeWorld
  let now = new Date('2025-10-06T10:00:00Z')
  let server: Server
  let base: string
  let asked: string[] = []
  const afters: (string | null)[] = []
  const waits: number[] = []
  /** What goes wrong, by the times that something has been asked; nothing by default. */
  let trouble: (path: string, response: ServerResponse) => boolean = () => false
  const url = () => `${base}/v1.0`

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const here = new URL(request.url ?? '', base)
    afters.push(here.searchParams.get('updated_after'))
    asked.push(`${here.pathname.split('/').slice(3).join('/')} page ${here.searchParams.get('page') ?? 1}`)
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end()
    if (trouble(`${here.pathname.split('/').at(-1)} ${here.searchParams.get('page') ?? 1}`, response)) return
    const all =
      { students, 'students-leaver': [leaver], attendance: marks }[here.pathname.split('/').at(-1) ?? ''] ?? []
    const page = Number(here.searchParams.get('page') ?? 1)
    const more = page * 2 < all.length
    here.searchParams.set('page', String(page + 1))
    const pagination = { next: more ? here.toString() : null, previous: null, more, per_page: 2, current_page: page }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ data: all.slice(page * 2 - 2, page * 2), meta: { pagination } }))
  }
  const pull = async () => {
    asked = []
    waits.length = 0
    const pause = async (milliseconds: number) => void waits.push(milliseconds)
    const pulled = await pullSchools(world.ground, {
      url: url(),
      source: dailyAttendance,
      signal: new AbortController().signal,
      pause,
    })
    for (const { run } of pulled) if (run) await world.work(run.run, { sources: [dailyAttendance] })
    return pulled
  }
  const known = async () => {
    const [row] = await world.rows<{ people: number; marks: number }>(
      `select (select count(*)::int from source_person where source_id = 'daily-attendance') as people,
        (select coalesce(sum(length(replace(marks, '-', ''))), 0)::int from attendance_year) as marks`,
    )
    return [row?.people, row?.marks]
  }
  before(async () => {
    world = await intakeWorld(() => now)
    server = createServer(answer).listen(0, '127.0.0.1')
    await once(server, 'listening')
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await keepPulledSchool(world.ground, { laestab: '8992017', school: 'A1930499544', token })
  })
  after(async () => {
    server.closeAllConnections()
    server.close()
    await world.drop()
  })

  test('what came before it broke off counts, and the next pull goes on from the page that did not come', async () => {
    trouble = (path, response) => path === 'attendance 2' && !!response.writeHead(500).end()
    const [first] = await pull()
    assert.equal(first?.problem, 'The API failed (500).')
    assert.deepEqual(waits, [1000, 2000, 4000, 8000], 'tried five times, ever longer apart')
    assert.deepEqual(await known(), [5, 2], 'three pupils and two who are called')
    trouble = () => false
    const [second] = await pull()
    assert.equal(second?.problem, undefined)
    assert.deepEqual(asked, ['A1930499544/attendance page 2'])
    assert.deepEqual(await known(), [5, 4])
  })

  test('where a pupil lives, who is called, special needs and who has left are read; words for foster care are not repeated', async () => {
    const told = (kind: string) =>
      world.rows<{ body: Record<string, unknown> }>(
        `select body from entry where source_id = 'daily-attendance' and kind = $1 and known_to = 'infinity' order by id`,
        [kind],
      )
    const carers = (await told('carer')).map(({ body }) => [
      body['name'],
      body['relation'],
      body['phone'],
      body['order'],
    ])
    assert.deepEqual(carers, [
      ['Marta Quillfeather', 'Mother', '01632 960222', 1],
      ['Ros Quillfeather', 'Carer', '01632 960222', 2],
    ])
    assert.match(JSON.stringify(await told('address')), /14.*Priory Lane.*NM1 4AA/)
    assert.match(JSON.stringify(await told('sen-provision')), /"K"/)
    const left = (await told('enrolment')).flatMap(({ body }) => body['leavingDate'] ?? [])
    assert.deepEqual(left, ['2025-10-03'])
  })

  test('a school that does not agree to one thing is asked for the others, and for that again the next time', async () => {
    const at = (hour: number) => {
      now = new Date(Date.UTC(2025, 9, 6, hour))
      return pull()
    }
    trouble = (path, response) => path.startsWith('students-leaver') && !!response.writeHead(403).end()
    assert.equal((await at(12))[0]?.problem, 'Who has left: The school has not agreed that we ask for it.')
    assert.ok(asked.some(one => one.includes('attendance')))
    await at(14)
    trouble = () => false
    afters.length = 0
    assert.equal((await at(16))[0]?.problem, undefined)
    const [pupils, , left, attended] = afters
    assert.deepEqual([pupils, left, attended], ['2025-10-06 13:00:00', '2025-10-06 09:00:00', '2025-10-06 13:00:00'])
  })

  test('where the API asks to wait, it is waited as long as it says; too long, and the next pull tries again', async () => {
    let limited = 2
    trouble = (path, response) =>
      path === 'students 1' && limited-- > 0 && !!response.writeHead(429, { 'retry-after': '17' }).end()
    const [pulled] = await pull()
    assert.deepEqual([pulled?.problem, waits], [undefined, [17_000, 17_000]])
    trouble = (_path, response) => !!response.writeHead(429, { 'retry-after': '3600' }).end()
    assert.deepEqual([(await pull())[0]?.problem, waits], ['The API asked us to wait.', []])
    trouble = () => false
    await pull()
  })

  test('pulled again, what is known already changes nothing', async () => {
    const before = await known()
    const [again] = await pull()
    assert.equal(again?.problem, undefined)
    assert.deepEqual(await known(), before)
    const [run] = await world.rows<{ rows: number; unchanged: number }>(
      'select rows, unchanged from import_run where uuid = $1',
      [again?.run?.run],
    )
    assert.ok(run && run.unchanged >= 3, 'the pupils are as they were')
  })

  test('a token goes to no other host, and stands nowhere in the database; a refused one is not tried again', async () => {
    trouble = (_path, response) => {
      response
        .writeHead(200)
        .end(JSON.stringify({ data: [], meta: { pagination: { next: 'http://127.0.0.2/', more: true } } }))
      return true
    }
    assert.equal((await pull())[0]?.problem, 'The API named a next page on another host.')
    trouble = () => false
    const [kept] = await world.rows<{ token: Buffer; problem: string }>('select token, problem from feed_pull')
    assert.equal(kept?.token.includes(token), false)
    await keepPulledSchool(world.ground, {
      laestab: '8992017',
      school: 'A1930499544',
      token: 'another-token-altogether',
    })
    assert.deepEqual([(await pull())[0]?.problem, asked.length], ['The API refused the school’s token.', 1])
    await keepPulledSchool(world.ground, { laestab: '8992018', school: 'A1930499545', token })
    const both = await pull()
    assert.deepEqual(
      both.map(one => [one.laestab, one.problem]).sort(),
      [
        ['8992017', 'The API refused the school’s token.'],
        ['8992018', undefined],
      ],
      'one school’s trouble is not another’s',
    )
    for (const laestab of ['8992017', '8992018']) assert.equal(await stopPulledSchool(world.ground, laestab), true)
    assert.deepEqual(await pull(), [])
  })
})

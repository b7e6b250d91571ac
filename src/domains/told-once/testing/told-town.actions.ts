// Leo and others, their worker, an adviser, somebody on duty, and a service outside that listens and answers what it is told to.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Answer,
  asActor,
  performFamily,
  performRoute,
  type SignedInFamily,
  type SignedInReader,
} from '../../../access/index.ts'
import {
  aChild,
  aFamily,
  anEntry,
  aReader,
  aRelation,
  type TestChild,
  testGrounds,
} from '../../../access/testing/index.ts'
import { indexPersons, mailDoor } from '../../../children/index.ts'
import { wordsOf } from '../../../children/testing/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { Job } from '../../../platform/jobs/index.ts'
import { testDatabase } from '../../../platform/testing/index.ts'
import {
  type Delivering,
  familyPages,
  type ToldService,
  tellServiceJob,
  toldMailPages,
  toldOncePages,
} from '../index.ts'

type Heard = { readonly headers: IncomingHttpHeaders; readonly body: string }
type Said = { readonly status: number; readonly body?: string; readonly location?: string }
type Ask = { readonly params?: Record<string, string>; readonly form?: Record<string, string> }

export const key = Buffer.alloc(32, 7)
/** A move that mum tells, as the form sends it. */
export const moved = {
  kind: 'address',
  line: '22 Mill Street',
  postcode: 'NM1 4QT',
  'from-day': '15',
  'from-month': '11',
  'from-year': '2026',
  saidBy: 'mum',
}

/** Where a change leads to after it is sent. */
export const goesTo = (answer: Answer): string => {
  assert.ok('redirect' in answer, 'page' in answer ? wordsOf(answer) : 'no redirect')
  return answer.redirect.split('/').at(-1) ?? ''
}

/** All of it, on a database of its own. */
export const toldTown = async () => {
  const answers: Said[] = []
  const heard: Heard[] = []
  const db = await testDatabase()
  const grounds = await testGrounds(db, () => new Date('2026-11-20T10:00:00Z'))
  const folder = await mkdtemp(join(tmpdir(), 'told-'))
  const service = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    heard.push({ headers: request.headers, body })
    const { status, body: said = '', location } = answers.shift() ?? { status: 200 }
    response.writeHead(status, location ? { location } : {}).end(said)
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
  const at = { basis: 'LGFA 1992', reviewBy: '2027-03-31' as PlainDate }
  const webhook = `http://127.0.0.1:${(service.address() as AddressInfo).port}/told`
  const services: ToldService[] = [
    { id: 'council-tax', name: 'Council Tax', takes: ['address'], ...at, way: { webhook } },
    {
      id: 'libraries',
      name: 'Libraries',
      takes: ['address', 'name'],
      ...at,
      way: { columns: { Surname: 'childSurname', Post: 'postcode' } },
    },
  ]
  const delivering: Delivering = { services, keyOf: () => key, key, folder }
  const options = { services, isSampled: () => false, key }
  const routes = [...toldOncePages(options), ...toldMailPages({ key, door: mailDoor(grounds.pages), sends: true })]
  const familyRoutes = familyPages(options, { open: true, phone: '01632 960474' })
  const worker = await aReader(db.owner, 'social-worker')
  const adviser = await aReader(db.owner, 'contact-centre-adviser')
  const duty = await aReader(db.owner, 'front-door')
  /** A child by this name, with an address that the school says, with whom the worker works. */
  const someChild = async (forename: string): Promise<TestChild> => {
    const child = await aChild(db.owner)
    await anEntry(db.owner, child, {
      kind: 'identity',
      category: 'identity',
      body: { forename, surname: 'Hart', birthDate: '2015-11-30' },
    })
    await anEntry(db.owner, child, {
      kind: 'address',
      category: 'contact',
      body: { type: 'home', paon: '14', street: 'Larch Close', postcode: 'NM4 2QT' },
    })
    await aRelation(db.owner, { child: child.id }, { principal: worker.userId })
    await asActor(grounds.jobs, 'linker', tx => indexPersons(tx, [child.id]))
    return child
  }

  const ask = (by: SignedInReader, path: string, { params = {}, form }: Ask = {}): Promise<Answer> => {
    const route = routes.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined))
    assert.ok(route, path)
    return performRoute(grounds.pages, route, by, { params, query: {}, form: form ?? {}, files: [], requestId: 'test' })
  }
  /** What a family's account asks for, as the pages under `/family` do. */
  const askAs = (family: SignedInFamily, path: string, { params = {}, form }: Ask = {}): Promise<Answer> => {
    const sort = form === undefined ? 'family-page' : 'family-action'
    const route = familyRoutes.find(r => r.path === path && r.sort === sort)
    assert.ok(route && (route.sort === 'family-page' || route.sort === 'family-action'), path)
    const input = { params, query: {}, form: form ?? {}, files: [], requestId: 'test' }
    return performFamily(grounds.pages, route, family, input)
  }
  const someFamily = async (name: string): Promise<SignedInFamily> =>
    (await aFamily(db.owner, grounds.pages, key, name)).family
  const onRecord = (child: TestChild, form: Record<string, string>, by = worker) =>
    ask(by, '/children/:child/tell', { params: { child: child.address }, form })
  const byAdviser = (forename: string) =>
    ask(adviser, '/tell', {
      form: {
        ...moved,
        'child-forename': forename,
        'child-surname': 'Hart',
        'born-day': '30',
        'born-month': '11',
        'born-year': '2015',
        step: 'send',
      },
    })
  const receipt = async (by: SignedInReader, address: string): Promise<string> =>
    wordsOf(await ask(by, '/told/:receipt', { params: { receipt: address } }))
  const addressesOf = async (child: TestChild) =>
    (
      await db.owner.query<{ street: string }>(
        `select body->>'street' as street from entry where child_id = $1 and kind = 'address' and known_to = 'infinity' order by id`,
        [child.id],
      )
    ).rows.map(row => row.street)
  const linesOf = async (address: string) =>
    (
      await db.owner.query<{ id: number; service: string; state: string }>(
        `select d.id, d.service, d.state from told_delivery d join told_change c on c.id = d.change_id where c.uuid = $1 order by d.id`,
        [address],
      )
    ).rows
  const work = (job: Job, ids: object, isLastAttempt = false): Promise<void> =>
    job.run(ids as never, { signal: new AbortController().signal, attempt: 1, isLastAttempt })
  const deliver = async (address: string, isLastAttempt = false): Promise<void> => {
    const [line] = await linesOf(address)
    await work(tellServiceJob(grounds.jobs, delivering), { delivery: line?.id }, isLastAttempt)
  }
  const leave = async (): Promise<void> => {
    service.close()
    await rm(folder, { recursive: true, force: true })
    await db.drop()
  }
  return {
    ...{ db, grounds, folder, delivering, worker, adviser, duty, heard, answers },
    ...{ someChild, someFamily, ask, askAs, onRecord, byAdviser, receipt, addressesOf, linesOf, work, deliver, leave },
  }
}

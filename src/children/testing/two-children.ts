// A town of two children, a worker of theirs and the worker's manager, who ask as browsers do.
import assert from 'node:assert/strict'
import { Value } from 'typebox/value'
import { type Answer, type Ground, performRoute, type Route, type SignedInReader } from '../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, aTeam, type TestChild, testGrounds } from '../../access/testing/index.ts'
import { testDatabase } from '../../platform/testing/index.ts'
import { type Frame, page } from '../../platform/views/index.ts'
import { wordsShown } from '../../platform/views/testing/index.ts'
import { coreKinds } from '../kinds/index.ts'
import { recordPages } from '../pages/index.ts'
import { visitingPages } from '../visiting/index.ts'
import { writingPages } from '../writing/index.ts'

const usual = [
  ...recordPages({ kinds: coreKinds, panels: [], dutyPhone: '01632 960450' }),
  ...writingPages,
  ...visitingPages,
]
const shell: Frame = { council: 'Northmere Council', user: { name: 'Worker', role: 'Worker' }, nav: [], csrf: 'x' }

type Ask = {
  path: string
  params?: Record<string, string>
  form?: Record<string, string>
  query?: Record<string, string>
  files?: { name: string; path: string; bytes: number }[]
  post?: boolean
}

/** Leo and Zoë Hart, who are open to one team, on a morning in November that goes on when it is told to. */
export const twoChildren = async (given: readonly Route[] | ((ground: Ground) => readonly Route[]) = usual) => {
  let now = new Date('2026-11-20T10:00:00Z')
  const db = await testDatabase()
  const ground = (await testGrounds(db, () => now)).pages
  const routes = typeof given === 'function' ? given(ground) : given
  const child = await aChild(db.owner)
  const other = await aChild(db.owner)
  const name = (forename: string) => ({
    kind: 'identity',
    category: 'identity' as const,
    body: { forename, surname: 'Hart', birthDate: '2015-11-30' },
  })
  await anEntry(db.owner, child, name('Leo'))
  await anEntry(db.owner, other, name('Zoë'))
  const team = await aTeam(db.owner, 'North family help')
  const worker = await aReader(db.owner, 'social-worker', [team])
  const lead = await aReader(db.owner, 'team-manager', [team])
  const manager: SignedInReader = { ...lead, manages: [team], masks: worker.masks }
  for (const subject of [child, other]) await aRelation(db.owner, { child: subject.id }, { principal: team })
  const ask = async (
    reader: SignedInReader,
    subject: TestChild,
    { path, params = {}, form = {}, query = {}, files = [], post = false }: Ask,
  ): Promise<Answer> => {
    const route = routes.find(r => r.path === path && r.sort.endsWith('action') === post) as Route
    return await performRoute(ground, route, reader, {
      params: { child: subject.address, ...params },
      query: 'query' in route && route.query ? (Value.Default(route.query, query) as typeof query) : query,
      form,
      files: files.map(f => ({ field: 'file', mediaType: 'application/octet-stream', ...f })),
      requestId: 'test',
    })
  }
  const later = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000)
  }
  return { db, ground, child, other, worker, manager, ask, later }
}

/** What the form of a page carries unseen, by its name: which draft it opened with, which version it is an edit of. */
export const carriedIn = (answer: Answer): Record<string, string> => {
  const body = 'page' in answer ? String(answer.page.body) : ''
  const hidden = [...body.matchAll(/type="hidden" name="([\w-]+)" value="([^"]*)"/g)]
  return Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]))
}

/** What stands on the page, without its marks. */
export const wordsOf = (answer: Answer): string => {
  assert.ok('page' in answer, JSON.stringify(answer))
  return wordsShown(page({ ...shell, ...answer.page })).replace(/ ([.,])/g, '$1')
}

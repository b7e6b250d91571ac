import assert from 'node:assert/strict'
import { type Answer, type Ground, performRoute, type Route, type SignedInReader } from '../../access/index.ts'
import { page } from '../../platform/views/index.ts'

/** What a page's answer shows, as one document. */
export const textOf = (answer: Answer): string => {
  assert.ok('page' in answer)
  return String(page({ council: 'Northmere', user: { name: 'x', role: 'x' }, nav: [], csrf: 'c', ...answer.page }))
}

/** Asks the pages and changes of these routes as a reader, with `:case` in its place. */
export const perform = (
  ground: Ground,
  routes: readonly Route[],
  as: SignedInReader,
  [sort, path]: readonly [Route['sort'], string],
  { uuid = '', form = {}, query = {} }: { readonly uuid?: string; readonly form?: object; readonly query?: object },
): Promise<Answer> => {
  const route = routes.find(r => r.sort === sort && r.path === path)
  assert.ok(route, path)
  return performRoute(ground, route, as, {
    params: { case: uuid },
    query: { page: 1, ...query },
    form: { decision: '', reason: '', version: '', ...form },
    files: [],
    requestId: 'test',
  })
}

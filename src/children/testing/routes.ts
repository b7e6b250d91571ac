import {
  type Answer,
  type Ground,
  type Input,
  listPage,
  performRoute,
  type RecordKind,
  type Route,
  type SignedInReader,
} from '../../access/index.ts'

/** Sends one request to the route of this path, as the server does after signing in. */
export const send = (
  ground: Ground,
  routes: readonly Route[],
  reader: SignedInReader,
  method: 'GET' | 'POST',
  path: string,
  more: Partial<Omit<Input, 'form' | 'query'>> & { form?: object; query?: object } = {},
): Promise<Answer> => {
  const route = routes.find(r => r.path === path && (r.sort.endsWith('action') ? 'POST' : 'GET') === method)
  if (!route) throw new Error(`There is no ${method} ${path}`)
  return performRoute(ground, route, reader, {
    params: {},
    query: {},
    form: {},
    files: [],
    requestId: 'test',
    ...more,
  } as Input)
}

/** The grant of a page over a reader's own children, for a query under test. */
export const overOwn = async <const N extends readonly [RecordKind, ...RecordKind[]], T>(
  ground: Ground,
  reader: SignedInReader,
  needs: N,
  work: (grant: Parameters<Parameters<typeof listPage<N, T>>[0]['load']>[0]) => Promise<T>,
): Promise<T> => {
  let result: T | undefined
  const route = listPage<N, T>({
    path: '/test',
    purpose: 'test',
    needs,
    load: async grant => (result = await work(grant)),
    answer: () => ({ redirect: '/' }),
    examples: {},
  })
  await performRoute(ground, route, reader, { params: {}, query: {}, form: {}, files: [], requestId: 'test' })
  return result as T
}

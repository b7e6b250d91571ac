import {
  type Actor,
  type ChildGrant,
  type CommandGrant,
  childPage,
  deskAction,
  type Grant,
  type Ground,
  listPage,
  performRoute,
  type RecordKind,
  type SignedInReader,
} from '../../access/index.ts'

const input = { params: {}, query: {}, form: {}, files: [], requestId: 'test' }

/** Carries out a command as the desk does, through the whole of access: decided for the reader, audited, one transaction. */
export const atDesk = async <A extends Actor, T>(
  ground: Ground,
  reader: SignedInReader,
  actor: A,
  work: (grant: CommandGrant<A>) => Promise<T>,
): Promise<T> => {
  let result: T | undefined
  const route = deskAction({
    path: '/test',
    purpose: 'test',
    right: undefined,
    actor,
    act: async grant => {
      result = await work(grant as unknown as CommandGrant<A>)
      return { redirect: '/' }
    },
  })
  await performRoute(ground, route, reader, input)
  return result as T
}

/** Reads one child as a page does; throws Refusal where the reader may not. */
export const onChild = async <const N extends readonly [RecordKind, ...RecordKind[]], T>(
  ground: Ground,
  reader: SignedInReader,
  address: string,
  needs: N,
  work: (grant: ChildGrant<N[number]['kind']>) => Promise<T>,
  known?: string,
): Promise<T> => {
  let result: T | undefined
  const route = childPage({
    path: '/test/:child',
    purpose: 'test',
    needs,
    load: async grant => {
      result = await work(grant as unknown as ChildGrant<N[number]['kind']>)
    },
    answer: () => ({ redirect: '/' }),
    examples: {},
  })
  await performRoute(ground, route, reader, { ...input, params: { child: address }, query: known ? { known } : {} })
  return result as T
}

/** Reads over the reader's own children as a list page does. */
export const onList = async <const N extends readonly [RecordKind, ...RecordKind[]], T>(
  ground: Ground,
  reader: SignedInReader,
  needs: N,
  work: (grant: Grant<N[number]['kind']>) => Promise<T>,
): Promise<T> => {
  let result: T | undefined
  const route = listPage({
    path: '/test',
    purpose: 'test',
    needs,
    load: async grant => {
      result = await work(grant as unknown as Grant<N[number]['kind']>)
    },
    answer: () => ({ redirect: '/' }),
    examples: {},
  })
  await performRoute(ground, route, reader, input)
  return result as T
}

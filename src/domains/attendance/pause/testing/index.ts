import { type Answer, type Ground, performRoute, type Route, type SignedInReader } from '../../../../access/index.ts'
import type { TestChild } from '../../../../access/testing/index.ts'
import { wordsShown } from '../../../../platform/views/testing/index.ts'

/** Asks the pages and actions of a child in a role; with a form, the action of that path. `ground` is asked for at each, since tests begin without one. */
export const askAs =
  <Role extends string>(routes: readonly Route[], ground: () => Ground, reader: (role: Role) => SignedInReader) =>
  (
    who: Role,
    child: TestChild,
    path: string,
    form?: Record<string, string>,
    params: Record<string, string> = {},
  ): Promise<Answer> =>
    performRoute(
      ground(),
      routes.find(
        r => r.path === `/children/:child/${path}` && r.sort.endsWith('action') === (form !== undefined),
      ) as Route,
      reader(who),
      { params: { child: child.address, ...params }, query: {}, form: form ?? {}, files: [], requestId: 'test' },
    )

/** All of an answer, so that two can be held to be the same. */
export const bytes = (answer: Answer): string =>
  'page' in answer ? JSON.stringify({ ...answer.page, body: String(answer.page.body) }) : JSON.stringify(answer)

/** What a reader of the page reads; nothing of an answer that is no page. */
export const words = (answer: Answer): string => ('page' in answer ? wordsShown(answer.page.body) : '')

import { Type } from 'typebox'
import { holds, listPage, type Route } from '../../../access/index.ts'
import { identity } from '../../../children/index.ts'
import { sessionCount } from '../attendance.record.ts'
import { registersSentExamples } from './registers-sent.examples.ts'
import { loadRegistersSent } from './registers-sent.queries.ts'
import { registersSentView } from './registers-sent.view.ts'

/** `/my-schools/:school/registers`: which days and sessions of a school have arrived, by day, four weeks at a time. */
export const registersSentPage: Route = listPage({
  path: '/my-schools/:school/registers',
  purpose: 'see which registers a school has sent',
  nav: 'my-schools',
  needs: [identity, sessionCount],
  query: Type.Object({ to: Type.Optional(Type.String({ maxLength: 10 })) }),
  load: async (grant, { params, query }) => await loadRegistersSent(grant, params.school, query.to),
  answer: (data, { reader, at }) => ({ page: registersSentView(data, at, holds(reader, 'answer-for-school')) }),
  examples: registersSentExamples,
})

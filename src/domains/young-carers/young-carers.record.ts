import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'
import { keptReplies } from '../../children/index.ts'

const text = () => Type.Optional(Type.String())
const kept = 'young-carer'

/** A young carer known to the service. Its existence is the sensitive fact (reference/domain.md 2.6). */
export const youngCarer = recordKind({
  kind: 'young-carer',
  title: 'Young carer',
  category: 'young-carer',
  summary: true,
  retention: kept,
  schema: Type.Object({
    since: text(),
    status: text(),
    caresFor: text(),
    group: text(),
    worker: text(),
    agreedToShare: text(),
    notes: text(),
  }),
  labels: {
    caresFor: { sensitivity: 2, summary: false },
    notes: { sensitivity: 2, summary: false },
    group: { summary: false },
  },
  promotes: { status: 'status' },
  line: () => ({ title: 'Known to the young carers service', key: true }),
})

/** What a school census says: P told by a parent, S seen by school, N not declared, which is never "not a young carer". */
export const youngCarerAtSchool = recordKind({
  kind: 'young-carer-at-school',
  title: 'Young carer, as school records it',
  category: 'young-carer',
  summary: true,
  retention: kept,
  schema: Type.Object({ code: Type.String(), codeSet: text() }),
  promotes: { code: 'code' },
})

/** Young carer, as a social care assessment found (factor 7A): the young carer's fact, not social care's. */
export const youngCarerAtAssessment = recordKind({
  kind: 'young-carer-at-assessment',
  title: 'Young carer, as an assessment found',
  category: 'young-carer',
  summary: true,
  retention: kept,
  schema: Type.Object({ code: Type.String(), label: text(), on: text(), codeSet: text() }),
  promotes: { code: 'code' },
})

/** A sheet that the young person filled in: every answer is kept, so that two sheets of one version can be compared item by item. */
export const youngCarerScreening = recordKind({
  kind: 'young-carer-screening',
  title: 'Screening',
  category: 'young-carer',
  sensitivity: 2,
  retention: kept,
  writers: 'people',
  schema: Type.Object({
    sheet: Type.Union([Type.Literal('18'), Type.Literal('20')]),
    answers: Type.Array(Type.Union([Type.Integer(), Type.Null()])),
    known: keptReplies,
  }),
  promotes: { status: 'sheet' },
})

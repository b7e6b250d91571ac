import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'

const text = () => Type.Optional(Type.String())

/** None, SEN support or a plan, as a school or the council records it. */
export const senProvision = recordKind({
  kind: 'sen-provision',
  title: 'Support for special educational needs',
  category: 'send',
  summary: true,
  schema: Type.Object({
    code: Type.String(),
    label: text(),
    startDate: text(),
    unit: Type.Optional(Type.Boolean()),
    resourced: Type.Optional(Type.Boolean()),
    codeSet: text(),
  }),
  promotes: { code: 'code' },
  line: body =>
    body.code === 'E'
      ? { title: 'Education, health and care plan', key: true }
      : body.code === 'K'
        ? { title: 'SEN support at school', key: true }
        : undefined,
  retention: 'special-needs',
})

/** A type of need, ranked. */
export const senNeed = recordKind({
  kind: 'sen-need',
  title: 'Special educational need',
  category: 'send',
  schema: Type.Object({
    code: Type.String(),
    label: text(),
    rank: Type.Optional(Type.Number()),
    startDate: text(),
    endDate: text(),
    codeSet: text(),
  }),
  promotes: { code: 'code', number: 'rank' },
  retention: 'special-needs',
})

/** A disability that a service recorded. A health fact wherever it comes from. */
export const disability = recordKind({
  kind: 'disability',
  title: 'Disability',
  category: 'health',
  summary: true,
  schema: Type.Object({ code: Type.String(), label: text(), raw: text(), codeSet: text() }),
  promotes: { code: 'code' },
})

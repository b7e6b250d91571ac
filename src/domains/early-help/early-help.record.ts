import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'

const text = () => Type.Optional(Type.String())
const kept = 'early-help'

/** An early help assessment or episode of family support. */
export const earlyHelpEpisode = recordKind({
  kind: 'early-help-episode',
  title: 'Early help',
  category: 'early-help',
  summary: true,
  writers: 'both',
  retention: kept,
  schema: Type.Object({
    startedOn: text(),
    completedOn: text(),
    organisation: text(),
    leadPractitioner: text(),
    status: text(),
    reasons: Type.Optional(Type.Array(Type.String())),
    notes: text(),
  }),
  labels: { reasons: { summary: false }, notes: { sensitivity: 2, summary: false } },
  promotes: { status: 'status' },
  line: body => ({
    title: body.completedOn ? 'Early help assessment finished' : 'Early help started',
    ...(body.organisation ? { detail: body.organisation } : {}),
    key: true,
  }),
})

import { earlyHelpEpisode } from '../../domains/early-help/index.ts'
import { attainment } from '../../domains/education/index.ts'
import { membership, registration } from '../../domains/hubs/index.ts'
import { youngCarer } from '../../domains/young-carers/index.ts'
import { during, type Fact, type ImportedInvolvement } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { splitValues } from './contacts-in-cells.ts'
import { meansOpen, readDateCell } from './dates-in-cells.ts'
import { columnOf, columnsOf, type Mapping, serviceOf } from './mapping.ts'
import { meaningOf } from './meanings.ts'
import { cellOf, type RowTurn, withoutBlanks } from './person-parts.ts'

/** What a row says of its service, and who from it works with the child. */
export type ServiceSaid = { readonly facts: readonly Fact[]; readonly involvements: readonly ImportedInvolvement[] }

/** Reads the columns that are about the service. */
export const readService = (turn: RowTurn): ServiceSaid => readers[turn.mapping.service](turn)

const nothing: ServiceSaid = { facts: [], involvements: [] }
const hasAny = (body: object): boolean => Object.keys(body).length > 0

const helpFacts = (turn: RowTurn): ServiceSaid => {
  const startedOn = dateOf(turn, 'early-help.started')
  const completedOn = dateOf(turn, 'early-help.ended')
  const leadPractitioner = cellOf(turn, 'early-help.lead')
  const reasons = splitValues(cellOf(turn, 'early-help.reasons') ?? '', turn.mapping.separators)
  const body = withoutBlanks({
    startedOn,
    completedOn,
    leadPractitioner,
    organisation: cellOf(turn, 'early-help.organisation'),
    status: cellOf(turn, 'early-help.status'),
    reasons: reasons.length > 0 ? reasons : undefined,
    notes: notesOf(turn, 'early-help.notes'),
  })
  if (!hasAny(body)) return nothing
  return {
    facts: [{ kind: earlyHelpEpisode, body, ...during(startedOn, completedOn) }],
    involvements: involvementOf(turn, leadPractitioner, startedOn, completedOn),
  }
}

const carerFacts = (turn: RowTurn): ServiceSaid => {
  const since = dateOf(turn, 'young-carer.since')
  const worker = cellOf(turn, 'young-carer.worker')
  const group = cellOf(turn, 'young-carer.group')
  const body = withoutBlanks({
    since,
    status: cellOf(turn, 'young-carer.status'),
    caresFor: cellOf(turn, 'young-carer.cares-for'),
    group,
    worker,
    agreedToShare: flagOf(turn, 'young-carer.agreed'),
    notes: notesOf(turn, 'young-carer.notes'),
  })
  return {
    facts: [{ kind: youngCarer, body, ...during(since) }],
    involvements: involvementOf(turn, worker, since, undefined),
  }
}

const centreFacts = (turn: RowTurn): ServiceSaid => {
  const on = dateOf(turn, 'centre.registered')
  const body = withoutBlanks({
    centre: cellOf(turn, 'centre.name'),
    on,
    allergies: cellOf(turn, 'centre.allergies'),
    notes: notesOf(turn, 'centre.notes'),
  })
  return hasAny(body) ? { facts: [{ kind: registration, body, ...during(on) }], involvements: [] } : nothing
}

const clubFacts = (turn: RowTurn): ServiceSaid => {
  const since = dateOf(turn, 'youth.since')
  const until = dateOf(turn, 'youth.until')
  const body = withoutBlanks({ club: cellOf(turn, 'youth.club'), since, until, notes: notesOf(turn, 'youth.notes') })
  return hasAny(body) ? { facts: [{ kind: membership, body, ...during(since, until) }], involvements: [] } : nothing
}

/** One result, as a transfer file tells it: an assessment at a stage, in a subject. */
const resultFacts = (turn: RowTurn): ServiceSaid => {
  const on = dateOf(turn, 'result.on')
  const body = withoutBlanks({
    stage: cellOf(turn, 'result.stage'),
    year: cellOf(turn, 'result.year'),
    subject: cellOf(turn, 'result.subject'),
    component: cellOf(turn, 'result.component'),
    result: cellOf(turn, 'result.result'),
  })
  return body.result ? { facts: [{ kind: attainment, body, ...during(on) }], involvements: [] } : nothing
}

const readers: Readonly<Record<Mapping['service'], (turn: RowTurn) => ServiceSaid>> = {
  people: () => nothing,
  'early-help': helpFacts,
  'young-carers': carerFacts,
  'childrens-centre': centreFacts,
  'youth-clubs': clubFacts,
  'school-results': resultFacts,
  housing: () => nothing,
}

const involvementOf = (
  turn: RowTurn,
  workerName: string | undefined,
  from: PlainDate | undefined,
  to: PlainDate | undefined,
): ImportedInvolvement[] => {
  const { involvement, title, category } = serviceOf(turn.mapping)
  if (!workerName || !involvement) return []
  const dates = during(from ?? turn.asOf, to)
  return [
    {
      kind: involvement,
      service: title,
      category,
      workerName,
      from: from ?? turn.asOf,
      ...(dates.to ? { to: dates.to } : {}),
    },
  ]
}

/** Several columns of notes as one text, each after its heading. */
const notesOf = ({ mapping, cells }: RowTurn, target: string): string | undefined => {
  const columns = columnsOf(mapping, target)
  const said = columns.flatMap(column => {
    const text = cells.text(column)
    return text
      ? [columns.length === 1 && /^(notes?|comments?|remarks?)$/i.test(column) ? text : `${column}: ${text}`]
      : []
  })
  return said.length > 0 ? said.join('\n') : undefined
}

/** The date of a column. Words that mean there is none yet give nothing; what cannot be read warns, and is kept as it came. */
export const dateOf = (turn: RowTurn, target: string): PlainDate | undefined => {
  const column = columnOf(turn.mapping, target)
  const text = column && turn.cells.text(column)
  if (!column || !text || meansOpen(text)) return undefined
  const read = readDateCell(text, { order: turn.mapping.dateOrder, asOf: turn.asOf })
  if ('date' in read) return read.date
  turn.cells.warn(
    column,
    `${read.problem}.`,
    `${read.fix}. The row was used without this date.`,
    'a date, such as 27 March 2017',
  )
  return undefined
}

const flagOf = (turn: RowTurn, target: string): string | undefined => {
  const column = columnOf(turn.mapping, target)
  const text = column && turn.cells.text(column)
  if (!column || !text) return undefined
  return meaningOf(text, 'flag', turn.mapping.values[column])
}

import { contentHash } from '../access/index.ts'
import type { Identity } from '../linkage/index.ts'
import { type PlannedProblem, problemRow } from './problems.actions.ts'
import { type RegisterContent, registerContent } from './registers.ts'
import type { Problem, RegisterRow, RowOutcome, SourceRow } from './source.ts'
import type { ToldPerson } from './source-persons.actions.ts'
import { decideVersion, type KnownVersion } from './versions.ts'

/** An outcome and the table of the file that it came from. */
export type PlacedOutcome = { readonly outcome: RowOutcome; readonly table: string | undefined }

/** What the database knows of the rows of a batch before it is saved. */
export type Known = {
  readonly versions: ReadonlyMap<string, readonly KnownVersion[]>
  /** The latest whole list of each scope, in milliseconds. */
  readonly listedAt: ReadonlyMap<string, number>
  readonly persons: { has(key: string): boolean }
  /** Whose child another row of the source is about. */
  readonly personOfRow: { get(key: string): string | undefined }
}

/** A version to store. `stands`: what the record shows now; else it is history from the start. */
export type PlannedRecord = {
  readonly key: string
  readonly scope: string
  readonly version: number
  readonly line: number
  readonly asOf: Date
  readonly gone: boolean
  readonly hash: string
  readonly content: unknown
  readonly personKey: string | undefined
  readonly identity: Identity | undefined
  readonly row: SourceRow | undefined
  readonly register: RegisterRow | undefined
  /** The version before, where it is in the database. */
  readonly replaces: number | undefined
  stands: boolean
  /** A register that came after newer ones of its day, none of which is whole: its marks stand for the pupils whom those do not name. */
  readonly late: boolean
  /** A later row of the batch said the same. */
  confirmedAsOf?: Date
}

export type Counts = { rows: number; accepted: number; rejected: number; waiting: number; unchanged: number }
export type SeenKey = { readonly scope: string; readonly key: string; readonly asOf: Date }

export type BatchPlan = {
  readonly records: PlannedRecord[]
  /** Versions in the database that stand no longer. */
  readonly replaced: number[]
  /** Versions in the database that the source has said again since. */
  readonly confirmed: { readonly id: number; readonly asOf: Date }[]
  readonly told: ToldPerson[]
  readonly problems: PlannedProblem[]
  readonly seen: SeenKey[]
  readonly sameRegisters: { readonly register: RegisterRow; readonly recordId: number | undefined }[]
  readonly counts: Counts
}

/** What to look up before a batch can be planned. */
export const wantedOf = (outcomes: readonly PlacedOutcome[]) => {
  const [keys, scopes, persons, parents] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
  for (const { outcome: o } of outcomes) {
    const row = o.outcome === 'accepted' ? o.row : o.outcome === 'register' ? o.register : undefined
    if (!row) continue
    keys.add(row.key)
    scopes.add(row.scope)
    if ('marks' in row) for (const mark of row.marks) persons.add(mark.personKey)
    else if (row.personKey !== undefined) persons.add(row.personKey)
    else if (row.parentKey !== undefined) parents.add(row.parentKey)
  }
  return { keys: [...keys], scopes: [...scopes], persons: [...persons], parents: [...parents] }
}

/**
 * Decides what each row of a batch becomes, in the order of the file: a new version, history, or nothing new; and whose
 * child it is about. A row that hangs on a child nobody has named is rejected. Pure: the same rows over the same knowledge
 * give the same plan, so that a batch can be tried again.
 */
export const planBatch = (outcomes: readonly PlacedOutcome[], known: Known, fileAsOf: Date): BatchPlan => {
  const plan: BatchPlan = {
    records: [],
    replaced: [],
    confirmed: [],
    told: [],
    problems: [],
    seen: [],
    sameRegisters: [],
    counts: { rows: 0, accepted: 0, rejected: 0, waiting: 0, unchanged: 0 },
  }
  const turn: Turn = {
    plan,
    known,
    fileAsOf,
    versions: new Map(known.versions),
    planned: new Map(),
    told: new Set(),
    personOfRow: new Map(),
  }
  for (const placed of outcomes) planOutcome(turn, placed)
  return plan
}

type Turn = {
  readonly plan: BatchPlan
  readonly known: Known
  readonly fileAsOf: Date
  readonly versions: Map<string, readonly KnownVersion[]>
  /** Records of this batch by their place, which stands for an id until they have one. */
  readonly planned: Map<number, PlannedRecord>
  readonly told: Set<string>
  readonly personOfRow: Map<string, string>
}

const planOutcome = (turn: Turn, { outcome: o, table }: PlacedOutcome): void => {
  const { plan } = turn
  if (o.outcome === 'warning') {
    plan.problems.push(problemRow('warning', o.problem, table))
    return
  }
  if (o.outcome === 'accepted') planRow(turn, o.row, o.line, table)
  else if (o.outcome === 'register') planRegister(turn, o.register, o.line, table)
  else {
    plan.counts.rows++
    plan.counts[o.outcome]++
    plan.problems.push(problemRow(o.outcome, { line: o.line, ...o.problem }, table, o.values, o.key))
    if (o.key !== undefined) plan.seen.push({ scope: o.scope ?? '', key: o.key, asOf: turn.fileAsOf })
    return
  }
  for (const warning of o.warnings ?? []) plan.problems.push(problemRow('warning', { line: o.line, ...warning }, table))
}

const noSuchChild: Omit<Problem, 'line'> = {
  problem: 'This row is about a child that the source has not named.',
  wanted: 'a child that is in the list of children of the same source',
  fix: 'Send the list of children with this child in it, then send this row again.',
}

const planRow = (turn: Turn, row: SourceRow, line: number, table: string | undefined): void => {
  const { plan } = turn
  const asOf = row.asOf ?? turn.fileAsOf
  plan.counts.rows++
  plan.seen.push({ scope: row.scope, key: row.key, asOf })
  const personKey = row.personKey ?? (row.parentKey === undefined ? undefined : personOfRow(turn, row.parentKey))
  const hangs = row.property === undefined || row.facts.length > 0
  const isNamed =
    personKey !== undefined && (row.identity !== undefined || row.parentKey !== undefined || isKnown(turn, personKey))
  if (hangs && !row.gone && !isNamed) {
    plan.counts.rejected++
    plan.problems.push(problemRow('rejected', { line, ...noSuchChild }, table, row.content, row.key))
    return
  }
  plan.counts.accepted++
  if (personKey !== undefined) turn.personOfRow.set(row.key, personKey)
  const record = { ...row, line, asOf, personKey, gone: row.gone ?? false, row, register: undefined }
  if (!addVersion(turn, { ...record, identity: row.identity })) {
    plan.counts.unchanged++
    return
  }
  if (personKey !== undefined && (!row.gone || isKnown(turn, personKey))) {
    tell(turn, { key: personKey, identity: row.gone ? undefined : row.identity, adult: row.adult ?? false, asOf })
  }
  for (const other of row.others ?? []) tell(turn, { ...other, asOf })
}

const tell = (turn: Turn, person: ToldPerson): void => {
  turn.plan.told.push({ key: person.key, identity: person.identity, adult: person.adult, asOf: person.asOf })
  turn.told.add(person.key)
}

const personOfRow = (turn: Turn, key: string): string | undefined =>
  turn.personOfRow.get(key) ?? turn.known.personOfRow.get(key)

const isKnown = (turn: Turn, personKey: string): boolean =>
  turn.told.has(personKey) || turn.known.persons.has(personKey)

const planRegister = (turn: Turn, register: RegisterRow, line: number, table: string | undefined): void => {
  const { plan } = turn
  plan.seen.push({ scope: register.scope, key: register.key, asOf: register.asOf })
  const strangers = register.marks.filter(mark => !isKnown(turn, mark.personKey))
  const rejected = Math.min(strangers.length, register.rows)
  plan.counts.rows += register.rows
  plan.counts.rejected += rejected
  plan.counts.accepted += register.rows - rejected
  for (const { personKey, am, pm } of strangers) {
    const values = { pupil: personKey, date: register.date, am, pm }
    plan.problems.push(problemRow('rejected', { line, ...noSuchChild }, table, values, register.key))
  }
  const content: RegisterContent = registerContent(register)
  const added = addVersion(turn, {
    ...register,
    content,
    line,
    gone: false,
    personKey: undefined,
    identity: undefined,
    row: undefined,
    register,
  })
  if (added) return
  plan.counts.unchanged += register.rows - rejected
  plan.sameRegisters.push({ register, recordId: turn.versions.get(register.key)?.find(v => v.current)?.id })
}

type Candidate = Omit<PlannedRecord, 'version' | 'hash' | 'replaces' | 'stands' | 'late' | 'confirmedAsOf'>

/** Adds the version the row makes, if it makes one; what stood before it stands no longer. */
const addVersion = (turn: Turn, row: Candidate): boolean => {
  const versions = turn.versions.get(row.key) ?? []
  const hash = row.gone ? '' : contentHash(row.content)
  const listedAt = turn.known.listedAt.get(row.scope)
  const decision = decideVersion(versions, listedAt, {
    asOf: row.asOf.getTime(),
    hash,
    gone: row.gone,
  })
  if (decision.outcome === 'unchanged') {
    if (decision.confirms) confirm(turn, row.key, decision.confirms, row.asOf)
    return false
  }
  const { version } = decision
  const stands = decision.outcome === 'current'
  const late = !stands && row.register !== undefined && (listedAt === undefined || listedAt <= row.asOf.getTime())
  keep(turn, { ...row, version, hash, replaces: stands ? decision.replaces?.id : undefined, stands, late })
  if (decision.outcome === 'history' && decision.goneAt !== undefined) {
    const gone = { row: undefined, register: undefined, identity: undefined, content: {}, hash: '', gone: true }
    keep(turn, {
      ...row,
      ...gone,
      asOf: new Date(decision.goneAt),
      version: version + 1,
      replaces: undefined,
      stands: true,
      late: false,
    })
  }
  return true
}

const confirm = ({ plan, planned, versions }: Turn, key: string, version: KnownVersion, asOf: Date): void => {
  const inBatch = planned.get(version.id)
  if (inBatch) inBatch.confirmedAsOf = asOf
  else plan.confirmed.push({ id: version.id, asOf })
  versions.set(
    key,
    (versions.get(key) ?? []).map(v => (v === version ? { ...v, confirmedAt: asOf.getTime() } : v)),
  )
}

const keep = ({ plan, planned, versions }: Turn, record: PlannedRecord): void => {
  const place = -1 - plan.records.length
  const { key, version, hash, gone, replaces, stands } = record
  let before = versions.get(key) ?? []
  if (stands && replaces !== undefined) {
    before = before.map(v => ({ ...v, current: false }))
    const inBatch = planned.get(replaces)
    if (inBatch) inBatch.stands = false
    else plan.replaced.push(replaces)
  }
  plan.records.push(record)
  planned.set(place, record)
  versions.set(key, [
    ...before,
    {
      id: place,
      version,
      asOf: record.asOf.getTime(),
      confirmedAt: record.asOf.getTime(),
      hash,
      gone,
      current: stands,
      undone: false,
    },
  ])
}

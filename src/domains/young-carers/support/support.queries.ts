import type { ChildGrant } from '../../../access/index.ts'
import { type KnownFact, namesOf, readFacts } from '../../../children/index.ts'
import { londonDate, type PlainDate } from '../../../kernel/index.ts'
import { type ItemAnswer, scoreSheet } from '../screening.ts'
import { youngCarer, youngCarerAtAssessment, youngCarerAtSchool, youngCarerScreening } from '../young-carers.record.ts'
import type { Mark } from './standing.ts'
import { supportKinds, supportLevel } from './support.record.ts'
import { markOf, type Written } from './written.ts'

/** What every page of the support reads, besides the head of the page. */
export const fileKinds = [
  ...supportKinds,
  youngCarer,
  youngCarerAtSchool,
  youngCarerAtAssessment,
  youngCarerScreening,
] as const
export type FileKind = (typeof fileKinds)[number]['kind']

/** All that this reader may see of a young carer's support, the earliest first. */
export type SupportFile = {
  readonly written: readonly Written[]
  readonly marks: readonly Mark[]
  /** The total of the last whole MACA-YC18. */
  readonly caringTasks: number | undefined
}

/** Reads it. */
export const readSupport = async (grant: ChildGrant<FileKind>): Promise<SupportFile> => {
  const facts = await readFacts(grant, fileKinds)
  const names = await namesOf(
    grant,
    facts.map(fact => fact.author),
  )
  const written = new Map<string, Written>()
  for (const fact of facts) {
    // Only a level is kept in two parts, why apart from what: the parts of one have one author and one moment.
    const parted = fact.kind === supportLevel.kind && fact.author !== undefined
    const key = parted ? `${fact.author} ${fact.knownFrom.getTime()}` : fact.address
    const before = written.get(key)
    written.set(key, {
      kind: fact.kind,
      entries: [...(before?.entries ?? []), fact.entry],
      address: before?.address ?? fact.address,
      on: dayOf(fact),
      by: fact.author === undefined ? fact.said : (names.get(fact.author) ?? 'a worker'),
      body: { ...before?.body, ...fact.body },
    })
  }
  const file = [...written.values()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  return { written: file, marks: file.map(markOf), caringTasks: caringTasksIn(file) }
}

const dayOf = (fact: KnownFact): PlainDate => fact.from ?? londonDate(fact.knownFrom)
const caringTasksIn = (file: readonly Written[]): number | undefined =>
  file
    .filter(one => one.kind === youngCarerScreening.kind && one.body.sheet === '18' && Array.isArray(one.body.answers))
    .flatMap(one => scoreSheet('18', one.body.answers as ItemAnswer[]).scores[0]?.score ?? [])
    .at(-1)

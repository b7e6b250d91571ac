import type { ChildGrant } from '../../access/index.ts'
import { type Category, categoriesIn, londonDate, type PlainDate } from '../../kernel/index.ts'
import { fold, type KnownFact, readFacts, readPlaceFacts } from '../golden-record/index.ts'
import { chosenValue, dangerNote, identity } from '../kinds/index.ts'
import { hazardsIn } from './hazards.ts'
import { type NameAndAge, nameAndAge } from './life-words.ts'

/** What stands at the head of every page of the record: who it is, and how much there is to know before a visit. */
export type RecordHeader = NameAndAge & {
  readonly address: string
  readonly hazards: number
  /** The day of "as known on", where an earlier day is read. */
  readonly knownOn?: PlainDate
  /** Where the reader opened the record urgently: until when, and, if they have no other reason, what they chose to see. */
  readonly urgent?: { readonly until: Date; readonly csrf: string; readonly chosen?: readonly Category[] }
}

/** The kinds that the head of a page reads: every page of the record needs them. */
export const headerKinds = [identity, chosenValue, dangerNote] as const

/** The head of a page of the record, from what this reader may see. */
export const loadHeader = async (
  grant: ChildGrant<'identity' | 'chosen-value' | 'danger-note'>,
): Promise<RecordHeader> =>
  headerOf(grant, await readFacts(grant, headerKinds), await readPlaceFacts(grant, [dangerNote]))

/** The same from what a page has read already: facts of the child, and of the place. */
export const headerOf = (
  grant: Pick<ChildGrant<string>, 'address' | 'at' | 'knownAt' | 'decision' | 'reader'>,
  facts: readonly KnownFact[],
  place: readonly KnownFact[],
): RecordHeader => {
  const day = dayOf(grant)
  return {
    ...nameAndAge(fold(facts, { today: day, enrolment: 'none' }), day),
    address: grant.address,
    hazards: hazardsIn([...facts, ...place], day).length,
    ...(grant.knownAt ? { knownOn: day } : {}),
    ...urgentOf(grant),
  }
}

const urgentOf = ({
  decision,
  reader: { csrf },
}: Pick<ChildGrant<string>, 'decision' | 'reader'>): Pick<RecordHeader, 'urgent'> => {
  const urgent = decision.relations.filter(relation => relation.reason === 'urgent')
  if (urgent.length === 0) return {}
  const until = new Date(Math.max(...urgent.map(relation => relation.endsAt.getTime())))
  if (urgent.length < decision.relations.length || decision.universal) return { urgent: { until, csrf } }
  return { urgent: { until, csrf, chosen: categoriesIn(urgent.reduce((mask, relation) => mask | relation.extra, 0)) } }
}

/** The day on which a page reads the record: today, or the day of "as known on". */
export const dayOf = (grant: Pick<ChildGrant<string>, 'at' | 'knownAt'>): PlainDate =>
  londonDate(grant.knownAt ?? grant.at)

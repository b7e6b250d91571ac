import { type ChildGrant, opens, type RecordKind } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import {
  fold,
  type GoldenRecord,
  holdsOn,
  type KnownFact,
  readFactsAhead,
  readPlaceFacts,
} from '../golden-record/index.ts'
import { dangerNote } from '../kinds/index.ts'
import type { Panel } from '../panel.ts'
import { listRelatives, type Relative } from './family.queries.ts'
import { type Hazard, hazardsIn } from './hazards.ts'
import { dayOf, headerOf, type RecordHeader } from './header.queries.ts'
import { listToAsk, loadWorkers, type Worker } from './involved.queries.ts'
import { listLikeNamed } from './like-named.queries.ts'
import { namesOf } from './names.queries.ts'
import { type LoadedPanel, loadPanels } from './panels.queries.ts'
import { listReasons, type Reasons } from './reason.queries.ts'
import { withSchoolNames } from './school-names.queries.ts'
import { type Happening, timelineOf } from './timeline.ts'

/** Everything the overview says, from what this reader may see. */
export type OverviewData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly record: GoldenRecord
  readonly hazards: readonly Hazard[]
  readonly reasons: Reasons
  readonly relatives: readonly Relative[]
  readonly workers: { readonly now: readonly Worker[]; readonly before: readonly Worker[] }
  /** Whom to ask about what is kept to a few named people. */
  readonly toAsk: readonly Worker[]
  readonly events: readonly Happening[]
  readonly authors: ReadonlyMap<number, string>
  /** Language, what is booked, and when the child was last seen by whoever wrote it. */
  readonly own: readonly KnownFact[]
  readonly panels: readonly LoadedPanel[]
  /** Is attendance open to this reader? Without it, that no register is shown says nothing. */
  readonly seesAttendance: boolean
  readonly likeNamed: readonly { readonly name: string; readonly age: string }[]
  /** May this reader write a note here? */
  readonly mayWrite: boolean
  /** Whether this reader's role visits homes; ux.md 2.4, rule 8. */
  readonly mayVisit: boolean
  /** Whether this reader's role does a council team's work, which is what is allocated: a school's does not. */
  readonly inTeams: boolean
}

const ownKinds = new Set(['background', 'visit', 'note'])

/** Loads the overview: the facts of the record and of the services' panels in one query, then place, family, workers and the panels. */
export const loadOverview = async (
  grant: ChildGrant<string>,
  kinds: readonly RecordKind[],
  panels: readonly Panel[],
): Promise<Omit<OverviewData, 'mayWrite' | 'mayVisit' | 'inTeams'>> => {
  const facts = await withSchoolNames(
    grant.tx,
    await readFactsAhead(
      grant,
      kinds,
      panels.flatMap(panel => panel.needs),
    ),
  )
  const place = await readPlaceFacts(grant, [dangerNote])
  const today = dayOf(grant)
  const record = fold(facts, { today, enrolment: 'enrolment' })
  const header = headerOf(grant, facts, place)
  const relatives = await listRelatives(grant)
  const events = timelineOf(facts, kinds).slice(0, 5)
  const own = facts.filter(f => ownKinds.has(f.kind) && (f.kind !== 'background' || holdsOn(f, today)))
  return {
    header,
    today,
    record,
    hazards: hazardsIn([...facts, ...place], today),
    reasons: await listReasons(grant, header.first),
    relatives,
    workers: await loadWorkers(grant, relatives),
    toAsk: await listToAsk(grant),
    events,
    authors: await namesOf(grant, [...events.map(e => e.author), ...own.map(f => f.author)]),
    own,
    panels: await loadPanels(grant, panels),
    seesAttendance: opens(grant.decision, { category: 'attendance', sensitivity: 1, summary: true }),
    likeNamed: await listLikeNamed(grant, record, today),
  }
}

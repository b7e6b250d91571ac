import {
  type ChildGrant,
  childPage,
  getRole,
  holds,
  mayWriteKind,
  type RecordKind,
  type Route,
} from '../../access/index.ts'
import { londonDate } from '../../kernel/index.ts'
import { note } from '../kinds/index.ts'
import type { Panel, PanelFrame } from '../panel.ts'
import type { CodeWords } from './about-values.ts'
import { KnownQuery } from './known-query.ts'
import { overviewExamples } from './overview.examples.ts'
import { loadOverview, type OverviewData } from './overview.queries.ts'
import { overviewView } from './overview.view.ts'
import { makesLines } from './timeline.ts'

export type RecordParts = {
  /** Every kind that can be known about a child: what a page may read is cut by row security for the reader. */
  readonly kinds: readonly RecordKind[]
  readonly panels: readonly Panel[]
  /** Whom to call about an address that is not recorded, the same for every child. */
  readonly dutyPhone: string
  /** What the codes of sources mean, as their code sets say. */
  readonly codeWords?: CodeWords
}

/** The child's page. What the services bring to it is handed over. */
export const overviewPage = ({ kinds, panels }: Omit<RecordParts, 'dutyPhone'>): Route => {
  const read = kinds.filter(kind => makesLines(kind) || folded.has(kind.kind)) as unknown as readonly [
    RecordKind,
    ...RecordKind[],
  ]
  return childPage<typeof read, OverviewData, typeof KnownQuery>({
    path: '/children/:child',
    purpose: 'work with the child',
    nav: '/my-children',
    query: KnownQuery,
    needs: read,
    load: async grant => ({
      ...(await loadOverview(grant, read, panels)),
      mayWrite: mayWriteNotes(grant),
      mayVisit: holds(grant.reader, 'visit-homes'),
      inTeams: !getRole(grant.reader.role).school,
    }),
    answer: (data, frame) => ({ page: overviewView(data, panelFrame(data, frame)) }),
    examples: overviewExamples,
  })
}

/** Kinds that the head, today's picture and the family are folded from, besides those that make events. */
const folded = new Set([
  'identity',
  'chosen-value',
  'address',
  'contact-detail',
  'carer',
  'background',
  'danger-note',
  'visit',
  'note',
  'enrolment',
])

/** Is there a service for which this reader may write a note about this child? */
export const mayWriteNotes = (grant: Pick<ChildGrant<string>, 'decision'>): boolean =>
  mayWriteKind(grant.decision, note)

/** What panels are told of the page they stand on. */
export const panelFrame = (
  data: { readonly header: OverviewData['header'] },
  frame: Pick<PanelFrame, 'reader' | 'at' | 'csrf'>,
): PanelFrame => ({ ...frame, address: data.header.address, first: data.header.first, today: londonDate(frame.at) })

import type { ChildGrant, RecordKind, ViewFrame } from '../access/index.ts'
import type { Html } from '../platform/views/index.ts'

type Kinds = readonly [RecordKind, ...RecordKind[]]
type KindOf<N extends Kinds> = N[number]['kind']

/** What a panel knows of where it stands, besides its data. */
export type PanelFrame = ViewFrame & { readonly address: string }

/**
 * A part of the child's page that a service brings. `children/` knows no service: `app/domains.ts` hands the panels over.
 * Each is loaded under a savepoint with a time limit, so that one that fails leaves the rest of the page standing; one
 * whose kinds the reader may not see is not there at all.
 */
export type Panel<N extends Kinds = Kinds, D = unknown> = {
  readonly id: string
  readonly title: string
  /** `today`: a fact of today's picture; `main` and `side`: a card; `events`: lines for the timeline only. */
  readonly place: 'today' | 'main' | 'side'
  readonly needs: N
  load(grant: ChildGrant<NoInfer<KindOf<N>>>): Promise<D>
  /** Nothing to show is `undefined`: the panel is left out. */
  show(data: D, frame: PanelFrame): Html | undefined
  readonly examples: Readonly<Record<string, NoInfer<D>>>
}

/** Types a panel; the list that the page walks holds them all alike. */
export const panel = <const N extends Kinds, D>(definition: Panel<N, D>): Panel => definition as unknown as Panel

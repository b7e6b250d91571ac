import type { ChildGrant, RecordKind, ViewFrame } from '../access/index.ts'
import type { PlainDate } from '../kernel/index.ts'
import type { Html } from '../platform/views/index.ts'
import type { Told } from './pages/told.view.ts'

type Kinds = readonly [RecordKind, ...RecordKind[]]
type KindOf<N extends Kinds> = N[number]['kind']

/** What a panel knows of where it stands, besides its data. */
export type PanelFrame = ViewFrame & { readonly address: string; readonly today: PlainDate; readonly first: string }

/** The cells of today's picture, in their order on every record. */
export const todayCells = ['school-today', 'attendance', 'plan', 'lives-with', 'talk', 'next', 'last-seen'] as const
export type TodayCell = (typeof todayCells)[number]

/** A stretch of a life for the strip "Life so far". Without an end it goes on. */
export type LifeStretch = {
  readonly row: 'School' | 'Home' | 'Support'
  readonly from: PlainDate
  readonly to?: PlainDate
  readonly text: string
}

/** A dated plan or visit ahead: the cell "Next" shows the nearest. */
export type Ahead = { readonly on: PlainDate; readonly words: string; readonly told: Told }

/**
 * A part of the child's page that a service brings. `children/` knows no service: `app/` hands the panels over. Each is
 * loaded under a savepoint with a time limit, so that one that fails leaves the rest of the page standing; one whose kinds
 * the reader may not see is not there at all. From one load it may fill a cell of today's picture, add status words, add
 * stretches to "Life so far", and show a card.
 */
export type Panel<N extends Kinds = Kinds, D = unknown> = {
  readonly id: string
  readonly title: string
  readonly needs: N
  load(grant: ChildGrant<NoInfer<KindOf<N>>>): Promise<D>
  /** Facts of today's picture. Where several services fill one cell, the weightiest leads. */
  today?(data: D, frame: PanelFrame): { readonly [C in TodayCell]?: Told }
  /** Of the cells that it may fill, those that the visit page shows too. */
  readonly atTheDoor?: readonly TodayCell[]
  /** Status words for the banner: what a worker must know at a glance, never more than two. */
  chips?(data: D, frame: PanelFrame): readonly string[]
  life?(data: D, frame: PanelFrame): readonly LifeStretch[]
  /** What is booked or due on or after today. */
  ahead?(data: D, frame: PanelFrame): readonly Ahead[]
  /** A card, and where it stands. Nothing to show is `undefined`: the card is left out. */
  readonly place: 'main' | 'side' | 'school' | 'none'
  show?(data: D, frame: PanelFrame): Html | undefined
  readonly examples: Readonly<Record<string, NoInfer<D>>>
}

/** Types a panel; the list that the page walks holds them all alike. */
export const panel = <const N extends Kinds, D>(definition: Panel<N, D>): Panel => definition as unknown as Panel

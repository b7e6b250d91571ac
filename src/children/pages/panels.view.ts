import { card, type Html, notWorking } from '../../platform/views/index.ts'
import type { Ahead, LifeStretch, Panel, PanelFrame, TodayCell } from '../panel.ts'
import type { LoadedPanel } from './panels.queries.ts'
import type { Told } from './told.view.ts'

/** The cards of the panels that stand in one place; one that failed says so in its own box. */
export const panelCards = (loaded: readonly LoadedPanel[], place: Panel['place'], frame: PanelFrame): Html[] =>
  loaded
    .filter(one => one.panel.place === place)
    .flatMap(one => {
      const shown = one.state === 'failed' ? notWorking(one.panel.title) : one.panel.show?.(one.data, frame)
      return shown ? [card({ title: one.panel.title, id: one.panel.id, body: shown })] : []
    })

/** What the panels say for one cell of today's picture; the weightiest first, then in the order of the panels. */
export const cellOf = (loaded: readonly LoadedPanel[], cell: TodayCell, frame: PanelFrame): Told[] =>
  ready(loaded)
    .flatMap(one => one.panel.today?.(one.data, frame)[cell] ?? [])
    .sort((a, b) => (b.weight ?? 0) - (a.weight ?? 0))

/** Did a panel that could fill the cell fail? */
export const anyFailed = (loaded: readonly LoadedPanel[]): boolean => loaded.some(one => one.state === 'failed')

/** The status words of every panel, in the order of the panels. */
export const chipsOf = (loaded: readonly LoadedPanel[], frame: PanelFrame): string[] =>
  ready(loaded).flatMap(one => one.panel.chips?.(one.data, frame) ?? [])

export const lifeOf = (loaded: readonly LoadedPanel[], frame: PanelFrame): LifeStretch[] =>
  ready(loaded).flatMap(one => one.panel.life?.(one.data, frame) ?? [])

export const aheadOf = (loaded: readonly LoadedPanel[], frame: PanelFrame): Ahead[] =>
  ready(loaded).flatMap(one => one.panel.ahead?.(one.data, frame) ?? [])

const ready = (loaded: readonly LoadedPanel[]) => loaded.filter(one => one.state === 'ready')

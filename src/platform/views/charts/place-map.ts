import { type Html, html } from '../html.ts'
import { type ChartWords, drawing, percent } from './frame.ts'

/** One place of a map: metres on the national grid, its number in the list beside, and how large it is drawn, 0 to 1. */
export type MapPlace = {
  readonly easting: number
  readonly northing: number
  readonly number: number
  readonly size: number
}
export type PlaceMap = ChartWords & { readonly places: readonly MapPlace[] }

const height = 320
const edge = 0.1

/** Places by their coordinates, north at the top: a number in each, which the list beside explains. Without a background, it needs no map of others. */
export const placeMap = (map: PlaceMap): Html => {
  const [east, north] = [spanOf(map.places.map(one => one.easting)), spanOf(map.places.map(one => one.northing))]
  // the largest first, so that no small one lies under it
  const drawn = map.places.toSorted((a, b) => b.size - a.size)
  return html`<figure class="tl-chart tl-map">${drawing(
    map,
    height,
    html`<rect class="tl-map__ground" width="100%" height="100%"/>${drawn.map(one => {
      const [x, y] = [percent(at(one.easting, east)), percent(1 - at(one.northing, north))]
      return html`<circle class="tl-map__place" cx="${x}" cy="${y}" r="${Math.round(10 + 12 * one.size)}"/><text class="tl-map__number" x="${x}" y="${y}" dy="5" text-anchor="middle">${one.number}</text>`
    })}`,
  )}</figure>`
}

type Span = { readonly from: number; readonly length: number }
const spanOf = (values: readonly number[]): Span => {
  const from = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const to = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  return { from, length: to - from }
}
const at = (value: number, { from, length }: Span): number =>
  length > 0 ? edge + ((1 - 2 * edge) * (value - from)) / length : 0.5

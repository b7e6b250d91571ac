import { card, emptyState, type Html, html, type PageContent } from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import { drawFamily, type FamilyGraph, type Kin, type Picture, type Placed } from './genogram.ts'

export type PictureData = { readonly header: RecordHeader; readonly graph: FamilyGraph }

/** The family as a picture, and the same in words beside it. */
export const pictureView = ({ header, graph }: PictureData): PageContent => ({
  ...recordPage(header, {
    title: 'The family as a picture',
    body: html`${
      graph.kin.length < 2
        ? emptyState({
            text: `Nobody else is recorded in ${header.first}’s family. Family and home is where somebody can be added.`,
          })
        : card({
            title: `${header.first}’s family`,
            body: html`<div class="tl-family" role="region" aria-label="Picture of the family" tabindex="0">${svgOf(drawFamily(graph), header.first)}</div>
<p class="govuk-body-s">A square is a boy or man, a circle a girl or woman, a diamond somebody whose sex is not recorded. A double edge is ${header.first}. Crossed out: has died. A broken line joins those who have children or live together; a dotted line leads to an adopted child. The shaded shape holds who lives with ${header.first}.</p>`,
          })
    }${card({ title: 'The same in words', body: html`<ul class="govuk-list govuk-list--bullet">${graph.kin.filter(one => !one.isChild).map(one => html`<li>${inWords(one, graph)}</li>`)}</ul>` })}`,
  }),
  back: { text: 'Family and home', href: recordHref(header.address, '/family') },
})

/** "Theo Reid. Brother, 6. Lives here. With Grace Okafor and Daniel Reid." */
const inWords = (one: Kin, { kin, unions }: FamilyGraph): string => {
  const nameOf = (id: string) => kin.find(each => each.id === id)?.name ?? ''
  const parents = unions
    .filter(union => union.children.includes(one.id))
    .map(union => `Child of ${union.partners.map(nameOf).join(' and ')}`)
  return [
    one.name,
    one.note,
    ...(one.died ? ['Has died'] : []),
    one.livesHere ? 'Lives here' : 'Lives elsewhere, or not recorded where',
    ...parents,
  ].join('. ')
}

const svgOf = ({ width, height, placed, strokes, home }: Picture, first: string): Html =>
  html`<svg class="tl-family__svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${first}’s family. The same stands in words below." focusable="false">${
    home ? html`<polygon points="${pointsOf(home)}" class="tl-family__home"/>` : null
  }${strokes.map(
    ({ points, kind }) =>
      html`<polyline points="${pointsOf(points)}" class="tl-family__line tl-family__line--${kind}"/>`,
  )}${placed.map(figure)}</svg>`

const pointsOf = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y]) => `${Math.round(x)},${Math.round(y)}`).join(' ')

const radius = 22
const shape = ({ sex, cx, cy }: Placed, r: number): Html =>
  sex === 'F'
    ? html`<circle cx="${cx}" cy="${cy}" r="${r}" class="tl-family__one"/>`
    : sex === 'M'
      ? html`<rect x="${cx - r}" y="${cy - r}" width="${r * 2}" height="${r * 2}" class="tl-family__one"/>`
      : html`<polygon points="${pointsOf([
          [cx, cy - r],
          [cx + r, cy],
          [cx, cy + r],
          [cx - r, cy],
        ])}" class="tl-family__one"/>`

const figure = (one: Placed): Html =>
  html`<g>${shape(one, radius)}${one.isChild ? shape(one, radius - 5) : null}${
    one.died
      ? html`<path d="M${one.cx - radius} ${one.cy - radius}L${one.cx + radius} ${one.cy + radius}M${one.cx + radius} ${one.cy - radius}L${one.cx - radius} ${one.cy + radius}" class="tl-family__line"/>`
      : null
  }${one.lines.map((text, at) => textOf(one, at, text, 'tl-family__name'))}${textOf(one, one.lines.length, one.under, 'tl-family__note')}</g>`

const textOf = ({ cx, label }: Placed, at: number, text: string, classes: string): Html =>
  html`<text x="${cx}" y="${label.y + 14 + at * 18}" text-anchor="middle" class="${classes}">${text}</text>`

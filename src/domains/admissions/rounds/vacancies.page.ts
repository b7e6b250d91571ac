import { deskPage, type Route } from '../../../access/index.ts'
import { dateParts, londonDate, type PlainDate, plainDate } from '../../../kernel/index.ts'
import { html, type PageContent, table } from '../../../platform/views/index.ts'
import { exampleOut, examplePlaces } from './offers/offers.examples.ts'
import { listPlaces, type SchoolPlaces } from './offers/offers.queries.ts'
import { common } from './rounds.page.ts'
import { type AdmissionRound, listRounds } from './rounds.queries.ts'
import { roundHref } from './rounds.view.ts'
import { inYearFrom, yearGroupWords } from './set-up/year-group.ts'

/** A year group in this school year, and how full each of its schools is. */
type Group = { readonly round: AdmissionRound; readonly schools: readonly SchoolPlaces[] }
type Vacancies = { readonly groups: readonly Group[] }

/** Whether families apply to the children's year group of a round during the school year of this day. */
const isInYear = (round: AdmissionRound, today: PlainDate): boolean => {
  const from = inYearFrom(round)
  return round.releasedAt !== undefined && today >= from && today < plainDate(dateParts(from).year + 1, 9, 1)
}

/** Free places of every year group of this school year, the youngest first: where there is room for brothers and sisters who come together. */
const vacanciesPage = deskPage({
  ...common,
  path: '/admissions/places',
  purpose: 'see which schools have free places',
  load: async (desk): Promise<Vacancies> => {
    const today = londonDate(desk.at)
    const rounds = (await listRounds(desk)).filter(one => isInYear(one, today))
    const groups: Group[] = []
    for (const round of rounds.toSorted((a, b) => (a.bornFrom < b.bornFrom ? 1 : -1)))
      groups.push({ round, schools: await listPlaces(desk, round) })
    return { groups }
  },
  answer: data => ({ page: vacanciesView(data) }),
  examples: {
    usual: {
      groups: [
        { round: { ...exampleOut, name: 'Reception 2026' }, schools: [examplePlaces] },
        {
          round: { ...exampleOut, yearGroup: '4', name: 'Year 4, 2026 to 2027' },
          schools: [
            { ...examplePlaces, free: 3, waiting: 0 },
            { ...examplePlaces, key: '2', name: 'Ysgol Gynradd Llŷn', countedAt: null },
          ],
        },
      ],
    },
    nothing: { groups: [] },
  },
})

const nameOf = ({ yearGroup, name }: AdmissionRound): string =>
  yearGroup === undefined ? name : yearGroupWords(yearGroup)

const vacanciesView = ({ groups }: Vacancies): PageContent => {
  const names = new Map(groups.flatMap(one => one.schools.map(({ key, name }) => [key, name] as const)))
  const cell = ({ round, schools }: Group, key: string) => {
    const one = schools.find(school => school.key === key)
    if (!one) return ''
    if (round.yearGroup !== undefined && one.countedAt === null) return 'Not known'
    return html`<a class="govuk-link" href="${roundHref(round, `/waiting/${encodeURIComponent(key)}?page=1`)}">${one.free}</a>${one.waiting > 0 ? html`, ${one.waiting} waiting` : null}`
  }
  return {
    title: 'Free places',
    heading: 'Free places of all year groups',
    wide: true,
    back: { text: 'Admission rounds', href: '/admissions' },
    body: html`<p class="govuk-body">How many places each school has free today, counted from its roll. Where somebody waits, a free place goes to them first. “Not known” means that we do not have the school’s roll.</p>
${table({
  caption: 'Free places by school',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'School' }, ...groups.map(one => ({ text: nameOf(one.round) }))],
  rows: [...names]
    .toSorted(([, a], [, b]) => (a < b ? -1 : 1))
    .map(([key, name]) => [name, ...groups.map(one => cell(one, key))]),
  empty: 'No year group of this school year has begun.',
})}`,
  }
}

/** Free places over all year groups. */
export const vacancyPages: readonly Route[] = [vacanciesPage]

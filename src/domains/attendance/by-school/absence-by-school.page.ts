import { Type } from 'typebox'
import { deskPage, type Route } from '../../../access/index.ts'
import { academicYearOf, InvalidInput, londonDate } from '../../../kernel/index.ts'
import { absenceExamples } from './absence-by-school.examples.ts'
import { listReach, loadPublished } from './absence-by-school.queries.ts'
import { type Grouping, showAbsence } from './absence-by-school.ts'
import { type Absence, absenceView, groupings } from './absence-by-school.view.ts'

/** Persistent and severe absence by school, year group, ward and area: counts alone, small numbers hidden. */
export const absenceBySchoolPage: Route = deskPage({
  path: '/absence-by-school',
  purpose: 'see absence by school',
  nav: 'absence-by-school',
  right: 'count-absence',
  actor: 'counts',
  query: Type.Object({
    by: Type.Optional(Type.Union(Object.keys(groupings).map(one => Type.Literal(one)))),
    year: Type.Optional(Type.String({ maxLength: 4 })),
  }),
  load: async (command, { query }): Promise<Absence> => {
    const { by, year: asked } = query as { by?: Grouping; year?: string }
    const now = academicYearOf(londonDate(command.at))
    if (asked && !/^20\d\d$/.test(asked))
      throw new InvalidInput('That is not a school year.', 'Go back to Absence by school and choose a year.')
    const [grouping, year] = [by ?? 'school', asked ? Number(asked) : now]
    const published = await loadPublished(command, year, grouping)
    const schools = grouping === 'school' ? published : await loadPublished(command, year, 'school')
    // As on the page: a school with few pupils is not told of.
    const shown = showAbsence(schools.counts, 'school').groups.map(group => group.name)
    return { grouping, year, now, ...published, reach: await listReach(command, year, shown) }
  },
  answer: data => ({ page: absenceView(data) }),
  examples: absenceExamples,
})

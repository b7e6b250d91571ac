import { Type } from 'typebox'
import { deskAction, deskPage } from '../../access/index.ts'
import { type Category, categories } from '../../kernel/index.ts'
import { findSource } from '../run.ts'
import { listSendingSchools } from '../school-feeds.queries.ts'
import type { Source } from '../source.ts'
import { common } from './imports.page.ts'
import type { ImportParts } from './parts.ts'
import { listRuns } from './runs.queries.ts'
import { sourceExamples, sourcesExamples } from './sources.examples.ts'
import { findSourceDetails, listSources, saveDue } from './sources.queries.ts'
import { addressOf, type SourceData, type SourcesData, sourcesView, sourceView } from './sources.view.ts'

/** `/sources`: is each feed alive, sound and agreed? */
export const sourcesPage = (parts: ImportParts) =>
  deskPage({
    ...common,
    path: '/sources',
    purpose: 'see which sources are alive',
    load: async (desk): Promise<SourcesData> => {
      const layouts = await parts.sources(desk)
      const sending = await listSendingSchools(desk)
      const schools = {
        quiet: sending.filter(one => one.state === 'quiet').length,
        unasked: sending.filter(one => one.problem !== null).length,
      }
      const sources = await listSources(desk)
      return {
        sources,
        schools: new Map(sources.filter(one => findSource(layouts, one.id)?.bySchool).map(one => [one.id, schools])),
      }
    },
    answer: (data, frame) => ({ page: sourcesView(data, frame) }),
    examples: sourcesExamples,
  })

const categoriesOf = (source: Source | undefined): Category[] =>
  categories.filter(category => source?.columns.some(column => column.category === category))

/** `/sources/:source`: one of them, with its agreement. */
export const sourcePage = (parts: ImportParts) =>
  deskPage({
    ...common,
    path: '/sources/:source',
    purpose: 'see what a source may tell us',
    load: async (desk, { params }): Promise<SourceData> => {
      const source = await findSourceDetails(desk, params.source ?? '')
      const layout = findSource(await parts.sources(desk), source.id)
      const runs = await listRuns(desk, 0, 10, source.id)
      return { source, tells: categoriesOf(layout), runs, bySchool: layout?.bySchool ?? false }
    },
    answer: (data, frame) => ({ page: sourceView(data, frame) }),
    examples: sourceExamples,
  })

/** POST `/sources/:source`: writes when its files are expected. */
export const sourceDueAction = deskAction({
  ...common,
  path: '/sources/:source',
  purpose: 'say when files of a source are expected',
  form: Type.Object({ due: Type.String({ default: '', maxLength: 200 }) }),
  act: async (desk, { params, form }) => {
    const { id } = await findSourceDetails(desk, params.source ?? '')
    await saveDue(desk, id, form.due.trim())
    return { redirect: addressOf(id), flash: 'Saved.' }
  },
})

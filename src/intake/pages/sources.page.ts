import { Type } from 'typebox'
import { deskAction, deskPage } from '../../access/index.ts'
import { type Category, categories, InvalidInput, londonDate, type PlainDate, readDate } from '../../kernel/index.ts'
import { releaseWaiting } from '../release-waiting.actions.ts'
import { findSource } from '../run.ts'
import type { Source } from '../source.ts'
import { common } from './imports.page.ts'
import type { ImportParts } from './parts.ts'
import { listRuns } from './runs.queries.ts'
import { sourceExamples, sourcesExamples } from './sources.examples.ts'
import {
  findSourceDetails,
  listSources,
  type SourceDetails,
  saveAgreement,
  withdrawAgreement,
} from './sources.queries.ts'
import { addressOf, type SourceData, sourcesView, sourceView } from './sources.view.ts'

/** `/sources`: is each feed alive, sound and agreed? */
export const sourcesPage = deskPage({
  ...common,
  path: '/sources',
  purpose: 'see which sources are alive',
  load: (desk): Promise<readonly SourceDetails[]> => listSources(desk),
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
      const tells = categoriesOf(findSource(await parts.sources(desk), source.id))
      return { source, tells, runs: await listRuns(desk, 0, 10, source.id) }
    },
    answer: (data, frame) => ({ page: sourceView(data, frame) }),
    examples: sourceExamples,
  })

const agreementForm = Type.Object({
  purpose: Type.String({ default: '', maxLength: 2000 }),
  basis: Type.String({ default: '', maxLength: 2000 }),
  owner: Type.String({ default: '', maxLength: 200 }),
  due: Type.String({ default: '', maxLength: 200 }),
  'review-day': Type.String({ default: '' }),
  'review-month': Type.String({ default: '' }),
  'review-year': Type.String({ default: '' }),
  end: Type.Optional(Type.Literal('yes')),
})

/** POST `/sources/:source`: writes or ends the agreement. What waited for it goes on. */
export const agreementAction = deskAction({
  ...common,
  path: '/sources/:source',
  purpose: 'keep the agreement with a source',
  form: agreementForm,
  act: async (desk, { params, form }) => {
    const { id } = await findSourceDetails(desk, params.source ?? '')
    if (form.end) {
      await withdrawAgreement(desk, id)
      return { redirect: addressOf(id), flash: 'The agreement has ended. Files of this source wait from now on.' }
    }
    const reviewOn = reviewDate(
      `${form['review-day']} ${form['review-month']} ${form['review-year']}`,
      londonDate(desk.at),
    )
    for (const [value, name] of [
      [form.purpose, 'purpose'],
      [form.basis, 'legal basis'],
      [form.owner, 'owner'],
    ] as const) {
      if (value.trim() === '') throw new InvalidInput(`The agreement has no ${name}.`, `Go back and enter the ${name}.`)
    }
    await saveAgreement(desk, id, { ...form, reviewOn })
    const went = await releaseWaiting(desk, id)
    return {
      redirect: addressOf(id),
      flash: went > 0 ? `Saved. ${went} waiting ${went === 1 ? 'import goes' : 'imports go'} on.` : 'Saved.',
    }
  },
})

const reviewDate = (text: string, today: PlainDate): PlainDate => {
  const read = readDate(text, { order: 'dmy' })
  if ('problem' in read || read.precision !== 'day')
    throw new InvalidInput('The date of the review is not a date.', 'Go back and enter a day, a month and a year.')
  if (read.date <= today)
    throw new InvalidInput('The date of the review must be in the future.', 'Go back and enter a later date.')
  return read.date
}

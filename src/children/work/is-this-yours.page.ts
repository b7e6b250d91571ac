import { Type } from 'typebox'
import { childAction, childPage, type Route } from '../../access/index.ts'
import { formatDate, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  emptyState,
  errorSummary,
  form,
  type Html,
  html,
  type PageContent,
  radios,
} from '../../platform/views/index.ts'
import { ameliaHeader, headerKinds, loadHeader, type RecordHeader, recordPage } from '../pages/index.ts'
import { answerNamedWork, listNamedWork, type NamedWork } from './named-work.queries.ts'

type Asked = { readonly header: RecordHeader; readonly named: readonly NamedWork[]; readonly wrong?: boolean }

const path = '/children/:child/is-this-yours'
const purpose = 'say whether a child named by a file is mine'
const needs = headerKinds
const chooseWords = 'Choose whether you work with this child'

/** "Is this yours?": a file names somebody of the reader's name as this child's worker. */
export const isThisYoursPage: Route = childPage({
  path,
  purpose,
  nav: '/my-children',
  needs,
  load: async (grant): Promise<Asked> => ({
    header: await loadHeader(grant),
    named: await listNamedWork(grant, grant.childId),
  }),
  answer: (data, { csrf }) => ({ page: askedPage(data, csrf) }),
  examples: exampleAsked(),
})

/** Keeps the answer. A yes begins the reader's own work with the child. */
export const answerYoursAction: Route = childAction({
  path,
  purpose,
  nav: '/my-children',
  needs,
  writes: undefined,
  form: Type.Object({ yours: Type.String({ maxLength: 10, default: '' }) }),
  act: async ({ grant, begin }, { form: { yours } }) => {
    const named = await listNamedWork(grant, grant.childId)
    const record = `/children/${grant.address}`
    if (named.length === 0) return { redirect: record, flash: 'Nothing was saved: no file asks this of you any more.' }
    if (yours !== 'yes' && yours !== 'no' && yours !== 'another')
      return {
        page: askedPage({ header: await loadHeader(grant), named, wrong: true }, grant.reader.csrf),
        status: 422,
      }
    const began = await answerNamedWork(await begin(), named, yours)
    const said = yours === 'yes' ? 'Saved: this is yours.' : 'Saved: this is not yours. It is passed on.'
    return { redirect: record, flash: began ? `${said} Your manager has been told.` : said }
  },
})

const askedPage = ({ header, named, wrong = false }: Asked, csrf: string): PageContent => ({
  ...recordPage(header, { title: 'Is this yours?', wide: false, body: askedView(header, named, { wrong, csrf }) }),
  error: wrong,
})

const askedView = (
  { address }: RecordHeader,
  named: readonly NamedWork[],
  { wrong, csrf }: { readonly wrong: boolean; readonly csrf: string },
): Html =>
  named.length === 0
    ? emptyState({
        text: 'No file asks whether this child is yours.',
        next: { text: 'Open the record', href: `/children/${address}` },
      })
    : html`${wrong ? errorSummary({ errors: [{ text: chooseWords, href: '#yours' }] }) : null}
${named.map(
  one =>
    html`<p class="govuk-body">A file from ${one.service} names you as this child’s worker since ${formatDate(one.from)}.</p>\n`,
)}
${form({
  action: `/children/${address}/is-this-yours`,
  csrf,
  body: html`${radios({
    name: 'yours',
    legend: 'Do you work with this child?',
    legendClasses: 'govuk-fieldset__legend--s',
    items: [
      {
        value: 'yes',
        text: 'Yes',
        hint: 'The child stands under your children until the work ends. Your manager is told.',
      },
      {
        value: 'no',
        text: 'No, this is not my work',
        hint: 'Whoever keeps the source is asked to check its file. You are not asked of this again, and what you see does not change.',
      },
      {
        value: 'another',
        text: 'No, and the file may mean another child',
        hint: 'The clearing house looks as well, whether two children’s facts are on this record.',
      },
    ],
    ...(wrong ? { error: chooseWords } : {}),
  })}
${button({ text: 'Save', preventDoubleClick: true })}`,
})}`

function exampleAsked(): Record<string, Asked> {
  const work: NamedWork = {
    ...{ id: 1, childId: 1, service: 'Early help', category: 'early-help', from: '2026-05-03' as PlainDate },
    sourcePersonId: undefined,
  }
  const usual: Asked = { header: ameliaHeader, named: [work] }
  return {
    usual,
    'two files, nothing chosen': {
      ...usual,
      named: [work, { ...work, service: 'Children’s social care', from: '2026-04-20' as PlainDate }],
      wrong: true,
    },
    'nothing asked': { ...usual, named: [] },
  }
}

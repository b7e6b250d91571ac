import { formOn, type RecordHeader, wordsOf } from '../../../children/index.ts'
import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import { card, type Html, html, table } from '../../../platform/views/index.ts'
import { helpHref, partTitle } from './form.view.ts'
import type { HelpFile } from './help-file.queries.ts'
import { type LocalPart, localForms, scoredIn } from './local-forms.ts'

/** The council's own forms as they were filled last: each area that was asked, with its number, and the way to those of before. */
export const localCards = (data: {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly file: Pick<HelpFile, 'local'>
  readonly mayWork: boolean
}): Html => html`${(Object.keys(localForms) as LocalPart[]).map(part => localCard(part, data))}`

const localCard = (part: LocalPart, { header, today, file, mayWork }: Parameters<typeof localCards>[0]): Html => {
  const last = file.local[part]
  const form = localForms[part].find(one => one.from === last?.body.form) ?? formOn(localForms[part], today)
  const rows = scoredIn(form).flatMap(field => {
    const words = wordsOf(field, last?.body[field.name]).replaceAll('{first}', header.first)
    return words ? [[field.label, words]] : []
  })
  return card({
    title: partTitle(part, today),
    body: last
      ? html`${table({ caption: partTitle(part, today), captionClasses: 'govuk-visually-hidden', rowHeader: true, columns: [{ text: 'Area' }, { text: 'Now' }], rows })}<p class="govuk-body-s">${
          typeof last.body.who === 'string' ? `In the eyes of ${last.body.who}. ` : ''
        }Written by ${last.by}, ${formatDate(last.on)}. <a class="govuk-link tl-noprint" href="${helpHref(header.address, `/changes/${part}`)}">Over time<span class="govuk-visually-hidden">: ${partTitle(part, today)}</span></a></p>`
      : html`<p class="govuk-body">Not asked yet.</p>`,
    ...(mayWork
      ? {
          link: {
            text: last ? `Look again: ${partTitle(part, today).toLowerCase()}` : partTitle(part, today),
            href: helpHref(header.address, `/${part}`),
          },
        }
      : {}),
  })
}

import { categoryWords } from '../../access/index.ts'
import { type Category, formatDate, formatInstant } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  card,
  checkboxes,
  details,
  emptyState,
  errorOf,
  type FormError,
  fileUpload,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  table,
  textarea,
} from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import type { DocumentLine } from './document.queries.ts'
import { sizeWords } from './document-type.ts'
import { whoCanSee } from './note-form.view.ts'

export type DocumentsData = {
  readonly header: RecordHeader
  readonly documents: readonly DocumentLine[]
  readonly mayAdd: boolean
  /** Who reads: the one who added a document, or their manager, may add a better version of it. */
  readonly readerId: number
}

/** The documents of the record: what each is, who added it, and the versions it had before. */
export const documentsView = ({ header, documents, mayAdd, readerId }: DocumentsData): PageContent => {
  const standing = documents.filter(d => d.replacedAt === undefined)
  const [own, now] = [standing.filter(d => d.own), standing.filter(d => !d.own)]
  const href = (part: string) => recordHref(header.address, `/documents${part}`)
  return recordPage(header, {
    title: 'Documents',
    part: '/documents',
    body: html`${mayAdd ? button({ text: 'Attach a document', href: href('/new') }) : null}
${own.length > 0 ? ownCard(header, own, href) : null}
${
  now.length === 0
    ? own.length > 0
      ? null
      : emptyState({ text: 'No documents are attached that your role may see.' })
    : card({
        body: table({
          caption: 'Documents',
          captionClasses: 'govuk-visually-hidden',
          columns: [{ text: 'Document' }, { text: 'About' }, { text: 'Added' }, { text: 'Who can see it' }],
          rowHeader: true,
          rows: now.map(d => [
            html`<a class="govuk-link" href="${href(`/${d.address}`)}">${d.title}</a><br><span class="tl-source">${d.name}, ${sizeWords(d.bytes)}</span>${d.authorId === readerId && mayAdd ? html`<br><a class="govuk-link" href="${href(`/new?for=${d.address}`)}">Add a better version<span class="govuk-visually-hidden"> of ${d.title}</span></a>` : null}${beforeOf(d, documents, href)}`,
            html`${d.about ?? 'Not said'}${d.datedOn || d.from ? html`<br><span class="tl-source">${[d.from ? `From ${d.from}` : '', d.datedOn ? `dated ${formatDate(d.datedOn)}` : ''].filter(Boolean).join(', ')}</span>` : null}`,
            `${d.author}, ${formatInstant(d.addedAt)}`,
            categoryWords[d.category],
          ]),
        }),
      })
}`,
  })
}

/** What the child made, apart from what others wrote, with the child’s own word for it. */
const ownCard = (
  { first, address }: RecordHeader,
  own: readonly DocumentLine[],
  href: (part: string) => string,
): Html =>
  card({
    title: `What ${first} made`,
    link: { text: `All that ${first} said and made`, href: recordHref(address, '/own-words') },
    body: html`<ul class="govuk-list">${own.map(
      d =>
        html`<li><a class="govuk-link" href="${href(`/${d.address}`)}">${d.title}</a>${d.about ? html`<br>“${d.about}”` : null}<br><span class="tl-source">${d.name}, ${sizeWords(d.bytes)}. ${d.datedOn ? `Made ${formatDate(d.datedOn)}. ` : ''}Added by ${d.author}, ${formatInstant(d.addedAt)}. Who can see it: ${categoryWords[d.category]}</span></li>`,
    )}</ul>`,
  })

const beforeOf = (d: DocumentLine, all: readonly DocumentLine[], href: (part: string) => string): Html | null => {
  const before: DocumentLine[] = []
  for (let at = all.find(o => o.id === d.replaces); at; at = all.find(o => o.id === at?.replaces)) before.push(at)
  return before.length === 0
    ? null
    : details({
        summary: 'Versions before',
        body: html`<ul class="govuk-list">${before.map(
          o =>
            html`<li><a class="govuk-link" href="${href(`/${o.address}`)}">${o.title}</a>, ${formatInstant(o.addedAt)}</li>`,
        )}</ul>${d.reason ? html`<p class="govuk-body">Why: ${d.reason}</p>` : null}`,
      })
}

export type DocumentFields = Readonly<
  Partial<Record<'title' | 'about' | 'datedOn' | 'from' | 'own' | 'category' | 'reason' | 'for', string>>
>
export type DocumentFormData = {
  readonly header: RecordHeader
  readonly choices: readonly Category[]
  readonly fields: DocumentFields
  readonly errors: readonly FormError[]
  /** The title of what a better version is added of. */
  readonly replacing?: string
}

/** Attach a document, or a better version of one: the one before is kept. */
export const documentFormView = (
  { header, choices, fields, errors, replacing }: DocumentFormData,
  csrf: string,
): PageContent => ({
  ...recordPage(header, {
    title: replacing ? 'Add a better version' : 'Attach a document',
    wide: false,
    error: errors.length > 0,
    top: formErrors(errors),
    body: html`${replacing ? html`<p class="govuk-body">Of “${replacing}”. The version before stays on the record.</p>` : null}
${form({
  action: recordHref(header.address, '/documents/new'),
  csrf,
  multipart: true,
  body: html`${fields.for ? html`<input type="hidden" name="for" value="${fields.for}">` : null}
${fileUpload({ name: 'file', label: 'File', hint: 'PDF, picture, Word, Excel, PowerPoint, OpenDocument or plain text, up to 25 MB. Where and when a picture was taken is removed from the file', ...errorOf(errors, 'file') })}
${input({ name: 'title', label: 'What is it?', hint: 'For example, Letter from the hospital', value: fields.title ?? '', ...errorOf(errors, 'title') })}
${replacing ? null : checkboxes({ name: 'own', items: [{ value: 'yes', text: `${header.first} made it`, hint: `A drawing, a letter, a story. It stays as ${header.first} made it, and what it is about is in ${header.first}’s own words` }], values: [fields.own ?? ''] })}
${textarea({ name: 'about', label: 'What is it about?', rows: 2, value: fields.about ?? '' })}
${input({ name: 'from', label: 'Who is it from?', value: fields.from ?? '' })}
${input({ name: 'datedOn', label: 'Date on the document', hint: 'For example, 27 March 2026', width: 20, value: fields.datedOn ?? '', ...errorOf(errors, 'datedOn') })}
${whoCanSee({ choices, chosen: fields.category, errors, first: header.first, what: 'document' })}
${replacing ? textarea({ name: 'reason', label: 'Why is there a better version?', rows: 2, value: fields.reason ?? '', ...errorOf(errors, 'reason') }) : null}
${buttonGroup([button({ text: 'Attach', preventDoubleClick: true }), html`<a class="govuk-link" href="${recordHref(header.address, '/documents')}">Cancel</a>`])}`,
})}`,
  }),
  back: { text: 'Documents', href: recordHref(header.address, '/documents') },
})

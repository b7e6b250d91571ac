import { type RecordHeader, recordPage } from '../../../children/index.ts'
import { type Category, formatDate, type PlainDate, upperFirst } from '../../../kernel/index.ts'
import {
  button,
  card,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  paragraphs,
  radios,
  tag,
  textarea,
} from '../../../platform/views/index.ts'
import { dayField } from '../case/case-parts.view.ts'
import type { Fields } from '../case/step-form.ts'
import type { SharedByUs, SharedWithUs } from './sharing.queries.ts'
import { sharingSettings } from './sharing.ts'

/** What somebody who works with the home sees: what is shared, the form that shares more, and how it is taken back. */
export type SharingData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly shared: readonly SharedByUs[]
  /** Whose information it may be, with who else reads the service's own side. */
  readonly choices: readonly { readonly category: Category; readonly readers: string }[]
  /** Which of what is shared this reader may take back, by its address. */
  readonly mayTakeBack: readonly string[]
  /** The address of the fact on the record that is shared, where one was chosen. */
  readonly chosen: string | undefined
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** Where it is. */
export const sharingHref = (address: string, part = ''): string => `/children/${address}/welfare-sharing${part}`

/** What is shared of the home, and the form. */
export const sharingView = (data: SharingData, csrf: string): PageContent => {
  const { header, shared, choices, errors } = data
  return {
    ...recordPage(header, {
      title: 'Share with education welfare',
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`<p class="govuk-body">A short fact of the home, which helps an officer to understand absence or to visit well. Education welfare officers who work with ${header.first} read what you write here in full, with your name, and nothing else of the home. The school does not read it.</p>
${shared.map(one => sharedCard(data, one, csrf))}${choices.length > 0 ? shareCard(data, csrf) : null}`,
    }),
    back: { text: 'School and attendance', href: `/children/${header.address}/school` },
  }
}

const sharedCard = ({ header, today, mayTakeBack }: SharingData, one: SharedByUs, csrf: string): Html => {
  const stands = !one.takenBackOn && one.until >= today
  return card({
    title: `Shared on ${formatDate(one.sharedOn)}`,
    body: html`${paragraphs(one.words)}<p class="govuk-body">${
      one.takenBackOn
        ? `Taken back on ${formatDate(one.takenBackOn)}. No officer reads it now.`
        : stands
          ? html`${tag({ text: 'Shared now' })} Until ${formatDate(one.until)}.`
          : `It ended on ${formatDate(one.until)}. No officer reads it now.`
    }</p>${one.why ? html`<p class="govuk-body">Why, although the family has not agreed:</p>${paragraphs(one.why)}` : null}<p class="govuk-body-s">${one.agreed ? 'Agreed with the family. ' : null}Written by ${one.by}.</p>${
      stands && mayTakeBack.includes(one.fact.address)
        ? form({
            action: sharingHref(header.address, `/${one.fact.address}/take-back`),
            csrf,
            body: button({ text: 'Take it back', kind: 'secondary' }),
          })
        : null
    }`,
  })
}

const shareCard = ({ header, today, choices, chosen, fields, errors }: SharingData, csrf: string): Html => {
  const { mostLetters, mostDays } = sharingSettings(today)
  return card({
    title: 'Share a fact',
    body: form({
      action: sharingHref(header.address),
      csrf,
      body: html`${chosen ? html`<input type="hidden" name="fact" value="${chosen}">` : null}${textarea({
        name: 'words',
        label: 'What do officers need to know?',
        hint: `One fact, ${mostLetters} characters at most. For example: mum has hospital treatment on Mondays and Thursdays`,
        rows: 3,
        value: fields.words ?? '',
        ...errorOf(errors, 'words'),
      })}${radios({
        name: 'agreed',
        legend: 'Has the family agreed?',
        items: [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No', hint: 'Then write why it is shared' },
        ],
        value: fields.agreed ?? '',
        ...errorOf(errors, 'agreed'),
      })}${input({ name: 'why', label: 'Why, if the family has not agreed?', value: fields.why ?? '', ...errorOf(errors, 'why') })}${dayField('until', 'Until when is it shared?', fields, errors, `At most ${mostDays} days`)}${radios(
        {
          name: 'category',
          legend: 'Who else reads that it is shared?',
          hint: `Only people who work with ${header.first}`,
          items: choices.map(one => ({ value: one.category, text: upperFirst(one.readers) })),
          value: fields.category ?? (choices.length === 1 ? (choices[0]?.category ?? '') : ''),
          ...errorOf(errors, 'category'),
        },
      )}${button({ text: 'Share it', preventDoubleClick: true })}`,
    }),
  })
}

/** What is shared of the home, as an officer reads it beside the pause; nothing where there is none. */
export const sharedWithUsCard = (shared: readonly SharedWithUs[]): Html | null =>
  shared.length === 0
    ? null
    : card({
        title: 'Shared with education welfare',
        body: html`${shared.map(
          one =>
            html`${paragraphs(one.words)}<p class="govuk-body-s">Shared by ${one.by}, ${formatDate(one.sharedOn)}, until ${formatDate(one.until)}.</p>`,
        )}`,
      })

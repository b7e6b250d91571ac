import { formatInstant } from '../../kernel/index.ts'
import { button, type Html, html, insetText } from '../../platform/views/index.ts'
import type { Typed } from './kept-drafts.ts'

/** A form whose submit names this keeps what is typed and saves nothing; `quiet` is the page's own script, which asks for no page. */
export const keepField = 'keep'

/** The drafts of a form as its page shows them. */
export type ShownDrafts = {
  /** When what stands in the form was kept as a draft; undefined where it opened without one. */
  readonly savedAt?: Date
  /** What was typed on other pages of the form, and not saved. */
  readonly others?: readonly { readonly page: string; readonly savedAt: Date }[]
  /** Another may be begun beside what is typed already. */
  readonly beside?: boolean
}

const link = (draft: string, text: string): Html => html`<a class="govuk-link" href="?draft=${draft}">${text}</a>`

/** Says that the form holds what was typed before, and leads to what was typed on its other pages. */
export const draftLine = (draft: ShownDrafts | undefined): Html | null => {
  const { savedAt, others = [], beside } = draft ?? {}
  if (!savedAt && others.length === 0) return null
  const own = savedAt
    ? html`<p class="govuk-body">This is your draft of ${formatInstant(savedAt)}. Nobody else can read it.${
        beside ? html` ${link('new', 'Begin another beside it')}` : null
      }</p>`
    : null
  return insetText({
    body: html`${own}${others.map(
      other =>
        html`<p class="govuk-body">You typed something else and did not save it: ${link(other.page, `your draft of ${formatInstant(other.savedAt)}`)}.</p>`,
    )}`,
  })
}

/** What a form carries so that each page of it has its draft: which draft it opened with, and which page it is. */
export const draftInputs = ({ from, page }: Typed): Html =>
  html`<input type="hidden" name="from" value="${from ?? ''}"><input type="hidden" name="page" value="${page ?? ''}">`

/** "Keep as a draft", and "Throw the draft away" where there is one. */
export const draftButtons = (draft: ShownDrafts | undefined): readonly Html[] => [
  button({ text: 'Keep as a draft', kind: 'secondary', name: keepField, value: 'draft' }),
  ...(draft?.savedAt
    ? [button({ text: 'Throw the draft away', kind: 'secondary', name: keepField, value: 'none' })]
    : []),
]

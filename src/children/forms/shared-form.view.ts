import { formatInstant } from '../../kernel/index.ts'
import { type Html, html, insetText } from '../../platform/views/index.ts'
import { draftButtons, draftLine, type ShownDrafts } from '../writing/draft.view.ts'
import type { Fields } from './merge.ts'

const hiddenOf = ({ inPlaceOf }: Fields) => ['onTopOf', 'from', 'page', ...(inPlaceOf ? ['inPlaceOf'] : [])]
/** What a form carries so that no words are lost: which version it is an edit of, which draft it opened with, and which page it is. */
export const sharedInputs = (fields: Fields): Html =>
  html`${hiddenOf(fields).map(name => html`<input type="hidden" name="${name}" value="${fields[name] ?? ''}">`)}`

/** That the form holds a draft, or what somebody saved before. */
export const sharedLines = (
  draft: ShownDrafts | undefined,
  before: { readonly by: string; readonly at: Date } | undefined,
): Html | null =>
  draft
    ? draftLine(draft)
    : before
      ? insetText({
          body: html`This is what ${before.by} saved on ${formatInstant(before.at)}. Change what is no longer so: what was there is kept, and is shown side by side with what you change.`,
        })
      : null

/** The buttons that keep and throw away a draft. */
export const sharedButtons = draftButtons

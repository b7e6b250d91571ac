import { formatInstant } from '../../kernel/index.ts'
import { button, type Html, html, insetText } from '../../platform/views/index.ts'
import type { Draft } from './kept-drafts.ts'

/** A form whose submit names this keeps what is typed and saves nothing; `quiet` is the page's own script, which asks for no page. */
export const keepField = 'keep'

/** Says that the form holds what was typed before. */
export const draftLine = (draft: Pick<Draft, 'savedAt'> | undefined): Html | null =>
  draft
    ? insetText({ body: html`This is your draft of ${formatInstant(draft.savedAt)}. Nobody else can read it.` })
    : null

/** "Keep as a draft", and "Throw the draft away" where there is one. */
export const draftButtons = (draft: Pick<Draft, 'savedAt'> | undefined): readonly Html[] => [
  button({ text: 'Keep as a draft', kind: 'secondary', name: keepField, value: 'draft' }),
  ...(draft ? [button({ text: 'Throw the draft away', kind: 'secondary', name: keepField, value: 'none' })] : []),
]

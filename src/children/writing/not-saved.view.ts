import type { Answer } from '../../access/index.ts'
import { type Html, html, type PageContent, paragraphs, summaryList, warningText } from '../../platform/views/index.ts'

/** What somebody typed in a form, each with what was asked. */
export type TypedWords = readonly (readonly [asked: string, text: string | undefined])[]

/** Whether anything was typed there. Pure. */
export const anyTyped = (typed: TypedWords): boolean => typed.some(([, text]) => text?.trim())

/**
 * What somebody typed of a thing that was written down before they saved: it is not saved, and stands on the page as it is now, to be written where it
 * belongs. Nothing where no words were typed.
 */
export const notSavedPart = (typed: TypedWords = []): Html | null =>
  anyTyped(typed)
    ? html`${warningText({ text: 'This changed before you saved. What you typed is not saved: it stands here, and the page is as it is now.' })}${summaryList(
        {
          rows: typed.flatMap(([key, text]) => (text?.trim() ? [{ key, value: paragraphs(text) }] : [])),
        },
      )}`
    : null

/** The answer to whoever saved second: the page as it is now, with their words on it. */
export const savedBefore = (page: PageContent): Answer => ({ page: { ...page, error: true }, status: 409 })

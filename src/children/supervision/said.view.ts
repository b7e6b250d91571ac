import { formatDate, formatInstant, type PlainDate } from '../../kernel/index.ts'
import { card, details, type Html, html } from '../../platform/views/index.ts'

type Version = { readonly on: PlainDate; readonly writtenAt: Date }

/**
 * What was said in supervision as it stands, with each version before it, the newest first, to open. Takes how a version's words look, and the way
 * to correct it for who may.
 */
export const saidCard = <V extends Version>(
  said: V,
  before: readonly V[],
  look: {
    readonly title: string
    readonly words: (version: V) => Html
    readonly correct?: { text: string; href: string }
  },
): Html =>
  card({
    title: look.title,
    body: html`${look.words(said)}${before.map(one =>
      details({
        summary: `As it was, written ${formatInstant(one.writtenAt)}`,
        body: html`<p class="govuk-body">${formatDate(one.on)}</p>${look.words(one)}`,
      }),
    )}`,
    ...(look.correct ? { link: look.correct } : {}),
  })

/** Who wrote a version and when, and why it was written anew. */
export const writtenLine = (
  { by, writtenAt }: { readonly by: string; readonly writtenAt: Date },
  why: string | null | undefined,
  next: PlainDate | null = null,
): Html =>
  html`<p class="govuk-body-s">${why ? 'Corrected' : 'Written'} by ${by}, ${formatInstant(writtenAt)}.${next ? ` Next on ${formatDate(next)}.` : ''}${why ? ` Why: ${why}` : ''}</p>`

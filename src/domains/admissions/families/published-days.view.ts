import { formatDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { type Html, html } from '../../../platform/views/index.ts'
import { type AppealsTo, clerkWords } from '../rounds/index.ts'
import type { PublishedDays } from './sent.queries.ts'

/** "On offer day, 16 April 2027,"; of offers that have not gone out after it, that they are late. */
export const offerDayWords = (days: PublishedDays | undefined, at: Date): string => {
  if (days === undefined) return 'On offer day'
  const day = formatDate(days.offerDay)
  return londonDate(at) > days.offerDay
    ? `The offers were to go out on ${day}, and are late. Once they are out`
    : `On offer day, ${day},`
}

/** By when a family appeals: the day that the round published; without one, and of a refusal during the year, as the law has it. */
export const appealDay = (by: PlainDate | undefined, at: Date): string => {
  if (by === undefined) return 'You have at least twenty school days from the day of our letter'
  return londonDate(at) > by
    ? `The last day was ${formatDate(by)}. If you could not appeal by then, say why`
    : `You have until ${formatDate(by)}`
}

/** How a family appeals: by when, and where to. `call`: a link that calls us. */
export const appealView = (day: string, to: AppealsTo | undefined, call: Html): Html =>
  html`<p class="govuk-body">You may appeal against each decision to an independent panel. ${day}${
    to
      ? html`. Send your appeal to ${clerkWords(to)}. Give the reference that our letter gives and your child’s date of birth. If you have no letter, ${call}.`
      : html`: ${call} and give your receipt number.`
  }</p>`

import { formatInstant, londonDate } from '../../kernel/index.ts'
import { type Html, html, insetText } from '../../platform/views/index.ts'
import type { AskedSchool } from './answers.queries.ts'

const said = {
  right: 'its record is right',
  wrong: 'its record is wrong, and will be sent again',
  unknown: 'it does not know',
}

/** What schools were asked and said, where somebody decides on it; nothing where none was. */
export const askedSchools = (asked: readonly AskedSchool[], at: Date): Html | null =>
  asked.length === 0
    ? null
    : insetText({
        body: html`${asked.map(({ school, askedAt, answer, answeredAt }) =>
          answer && answeredAt
            ? html`${school} said ${formatInstant(answeredAt, londonDate(at))} that ${said[answer]}.<br>`
            : html`${school} was asked ${formatInstant(askedAt, londonDate(at))} and has not answered.<br>`,
        )}`,
      })

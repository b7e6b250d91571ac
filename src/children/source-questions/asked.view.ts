import { formatInstant, londonDate } from '../../kernel/index.ts'
import { type Html, html, insetText } from '../../platform/views/index.ts'
import type { Asked } from './answers.queries.ts'

const said = {
  right: 'its record is right',
  wrong: 'its record is wrong, and will be sent again',
  unknown: 'it does not know',
}

/** What schools and sources were asked and said, where somebody decides on it; nothing where none was. `recordOf` names the record that each was asked about. */
export const askedSources = (
  asked: readonly Asked[],
  at: Date,
  recordOf: (childId: number) => string | undefined = () => undefined,
): Html | null =>
  asked.length === 0
    ? null
    : insetText({ body: html`${asked.map(one => html`${wordsOf(one, recordOf(one.childId), at)}<br>`)}` })

const nobodyWords = {
  left: ' Whoever owned the agreement with it has left: nobody answers until another owner is named under Sources.',
  none: ' Nobody here owns the agreement with it, so nobody answers until an owner is named under Sources.',
}

const wordsOf = ({ who, askedAt, answer, answeredAt, nobody }: Asked, record: string | undefined, at: Date): string => {
  const name = record ? `${who} (${record})` : who
  return answer && answeredAt
    ? `${name} said ${formatInstant(answeredAt, londonDate(at))} that ${said[answer]}.`
    : `${name} was asked ${formatInstant(askedAt, londonDate(at))} and has not answered.${nobody ? nobodyWords[nobody] : ''}`
}

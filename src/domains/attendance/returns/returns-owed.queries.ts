import { type Grant, holds } from '../../../access/index.ts'
import { address, chosenValue, type EnrolmentKind, identity, type Owed } from '../../../children/index.ts'
import { formatDate, londonDate, type PlainDate, plural } from '../../../kernel/index.ts'
import { type Html, html } from '../../../platform/views/index.ts'
import { returnTitle } from './return-sorts.ts'
import { listReturnsToTell, type ReturnLine } from './returns.queries.ts'
import { schoolReturn } from './returns.record.ts'

const isOfficer = (grant: Grant<string>): boolean => holds(grant.reader, 'work-on-attendance')

/** Returns about pupils whom the reader sees no more: they have left the roll, and are counted, not named. */
const returnsOfOthers = async (grant: Grant<string>): Promise<readonly Html[]> => {
  if (!isOfficer(grant)) return []
  const unseen = (await listReturnsToTell(grant, londonDate(grant.at))).filter(one => !one.child).length
  return unseen === 0
    ? []
    : [
        html`${plural(unseen, 'return', 'returns')} of schools about ${unseen === 1 ? 'a pupil who has' : 'pupils who have'} left the roll ${unseen === 1 ? 'waits' : 'wait'}. See <a class="govuk-link" href="/returns">Returns from schools</a>.`,
      ]
}

const hintOf = ({ sort, school, on, dueOn }: ReturnLine, today: PlainDate): string =>
  `${returnTitle(sort)}, ${formatDate(on)}, told by ${school}. ${
    dueOn === undefined
      ? 'Take it up.'
      : dueOn < today
        ? `What the council owes was owed by ${formatDate(dueOn)}.`
        : `Owed by ${formatDate(dueOn)}.`
  }`

/** What schools told by law and nobody has dealt with: what is new of ten days' absence and suspensions, and what is past its day. */
export const returnsOwed = (enrolment: EnrolmentKind): Owed => ({
  first: returnsOfOthers,
  needs: [identity, chosenValue, address, enrolment, schoolReturn],
  list: async grant => {
    if (!isOfficer(grant)) return []
    const today = londonDate(grant.at)
    return (await listReturnsToTell(grant, today)).flatMap(line =>
      line.child
        ? [
            {
              child: line.child,
              href: `/returns/${line.address}`,
              hint: hintOf(line, today),
              due: line.dueOn ?? today,
              status:
                line.dueOn && line.dueOn < today
                  ? { tag: 'Overdue', tone: 'warning' as const }
                  : line.state === 'sent'
                    ? { tag: 'New', tone: 'warning' as const }
                    : 'To do',
            },
          ]
        : [],
    )
  },
})

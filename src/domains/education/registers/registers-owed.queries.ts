import { holds } from '../../../access/index.ts'
import { address, chosenValue, type EnrolmentKind, identity, type Owed } from '../../../children/index.ts'
import { formatDate, londonDate } from '../../../kernel/index.ts'
import { homeEducation } from './home-education.ts'
import { missingEducation } from './missing-education.ts'
import { listRegister } from './register.queries.ts'
import { registerKinds } from './register.record.ts'
import { registerHref } from './register.view.ts'

const sorts = [missingEducation, homeEducation]

/** The clocks of the registers that have passed, a line for each child, for the officers who keep them. */
export const registersOwed = (enrolment: EnrolmentKind): Owed => ({
  needs: [
    identity,
    chosenValue,
    address,
    enrolment,
    ...sorts.flatMap(({ key }) => [registerKinds[key].head, registerKinds[key].step]),
  ],
  list: async grant => {
    if (!holds(grant.reader, 'work-on-attendance')) return []
    const today = londonDate(grant.at)
    const lists = []
    for (const sort of sorts) lists.push({ sort, ...(await listRegister(grant, sort)) })
    return lists.flatMap(({ sort, lines }) =>
      lines.flatMap(({ child, next }) => {
        return next && next.dueOn < today
          ? [
              {
                child,
                href: registerHref(sort, child.address),
                hint: `${sort.title}. ${next.what}. It was due by ${formatDate(next.dueOn)}.`,
                due: next.dueOn,
                status: { tag: 'Overdue', tone: 'warning' as const },
              },
            ]
          : []
      }),
    )
  },
})

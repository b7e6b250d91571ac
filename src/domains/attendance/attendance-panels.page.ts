import { holds } from '../../access/index.ts'
import { panel, readFacts } from '../../children/index.ts'
import { plural } from '../../kernel/index.ts'
import { html } from '../../platform/views/index.ts'
import { exampleRegisters } from './attendance.examples.ts'
import { listRegisters } from './attendance.queries.ts'
import { attendanceTotal, sessionCount } from './attendance.record.ts'
import type { Register } from './attendance.ts'
import { attendanceFact, schoolTodayFact } from './attendance-today.ts'
import { schoolReturn } from './returns/returns.record.ts'
import { returnsHref } from './returns/returns.view.ts'

/** School today and attendance this year, for today's picture. */
export const attendancePanel = panel<readonly [typeof sessionCount, typeof attendanceTotal], readonly Register[]>({
  id: 'attendance',
  title: 'School and attendance',
  needs: [sessionCount, attendanceTotal],
  load: listRegisters,
  today: (registers, { today }) => {
    const [school, year] = [schoolTodayFact(registers, today), attendanceFact(registers, today)]
    return { ...(school ? { 'school-today': school } : {}), ...(year ? { attendance: year } : {}) }
  },
  place: 'none',
  examples: { usual: exampleRegisters, 'no register': [] },
})

/** Where the returns about a pupil are: on every record for those who send them, and wherever there is one. */
const returnsPanel = panel<readonly [typeof schoolReturn], number>({
  id: 'school-returns',
  title: 'Returns to the council',
  needs: [schoolReturn],
  load: async grant => (await readFacts(grant, [schoolReturn])).length,
  place: 'school',
  show: (count, { address, reader }) =>
    count > 0 || holds(reader, 'answer-for-school')
      ? html`<p class="govuk-body">${count > 0 ? `${plural(count, 'return')} from a school.` : 'No return has been sent.'}</p>
<p class="govuk-body"><a class="govuk-link" href="${returnsHref(address)}">Returns to the council</a></p>`
      : undefined,
  examples: { usual: 2, none: 0 },
})

/** What this service brings to the child's page. */
export const attendancePanels = [attendancePanel, returnsPanel]

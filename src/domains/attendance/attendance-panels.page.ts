import { panel } from '../../children/index.ts'
import { exampleRegisters } from './attendance.examples.ts'
import { listRegisters } from './attendance.queries.ts'
import { attendanceTotal, sessionCount } from './attendance.record.ts'
import type { Register } from './attendance.ts'
import { attendanceFact, schoolTodayFact } from './attendance.view.ts'

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

/** What this service brings to the child's page. */
export const attendancePanels = [attendancePanel]

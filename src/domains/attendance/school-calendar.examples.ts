import type { PlainDate } from '../../kernel/index.ts'
import type { CalendarSpan, SchoolCalendar } from './school-calendar.ts'

const span = (kind: CalendarSpan['kind'], name: string, from: string, to = from): CalendarSpan => ({
  kind,
  name,
  from: from as PlainDate,
  to: to as PlainDate,
})

/** The invented term dates of a Northmere school, 2025 to 2027, with a training day before each autumn term. */
export const exampleCalendar: SchoolCalendar = [
  span('term', 'Autumn 2025', '2025-09-02', '2025-12-19'),
  span('training', 'Training day', '2025-09-02'),
  span('holiday', 'Half-term', '2025-10-27', '2025-10-31'),
  span('term', 'Spring 2026', '2026-01-05', '2026-03-27'),
  span('holiday', 'Half-term', '2026-02-16', '2026-02-20'),
  span('term', 'Summer 2026', '2026-04-13', '2026-07-21'),
  span('holiday', 'Half-term', '2026-05-25', '2026-05-29'),
  span('term', 'Autumn 2026', '2026-09-02', '2026-12-18'),
  span('training', 'Training day', '2026-09-02'),
  span('holiday', 'Half-term', '2026-10-26', '2026-10-30'),
  span('term', 'Spring 2027', '2027-01-04', '2027-03-25'),
  span('holiday', 'Half-term', '2027-02-15', '2027-02-19'),
  span('term', 'Summer 2027', '2027-04-12', '2027-07-21'),
  span('holiday', 'Half-term', '2027-05-31', '2027-06-04'),
]

import type { Source } from '../intake/index.ts'
import { systemClock } from '../platform/clock/index.ts'
import { addedPupils } from '../sources/added-pupils/index.ts'
import { annexA } from '../sources/annex-a/index.ts'
import { cinCensus } from '../sources/cin-census/index.ts'
import { ctf } from '../sources/ctf/index.ts'
import { dailyAttendance } from '../sources/daily-attendance/index.ts'
import { schoolCensus } from '../sources/school-census/index.ts'
import { spreadsheet } from '../sources/spreadsheet/index.ts'
import { ssda903 } from '../sources/ssda903/index.ts'

/** Every layout and feed that we read. Spreadsheets, which may be anything, come last. */
export const sources: readonly Source[] = [
  schoolCensus,
  dailyAttendance,
  addedPupils,
  ctf,
  cinCensus,
  ssda903,
  annexA,
  spreadsheet(() => systemClock.now()),
]

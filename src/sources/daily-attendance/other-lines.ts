import { suspension } from '../../domains/attendance/index.ts'
import {
  during,
  keptTree,
  lookUp,
  meaningWanted,
  type RowOutcome,
  readCells,
  readCode,
  type TreeRecord,
} from '../../intake/index.ts'
import { dailyAttendanceColumns } from './columns.ts'
import type { Manifest } from './manifest.ts'
import { pupilKey } from './pupil-rows.ts'
import { readPupil } from './registers.ts'

type NumberOf = (upn: string) => string | undefined

/** A suspension or permanent exclusion. One whose category nobody knows waits for a meaning. */
export const exclusionRow = (manifest: Manifest, { tree, line }: TreeRecord, numberOf: NumberOf): RowOutcome => {
  const { laestab, from, to } = manifest
  const cells = readCells(tree.values, line)
  const misId = readPupil(cells, numberOf)
  const startDate = cells.needDate('start', 'first day of the suspension')
  const category = cells.need('category', 'category of the suspension')
  const reviewedOn = cells.date('review_date')
  const reinstatedOn = cells.date('reinstated_on')
  if (reinstatedOn && startDate && reinstatedOn < startDate)
    cells.reject(
      'reinstated_on',
      'The pupil is back before the suspension begins.',
      'Correct one of the two days.',
      'a day after it began',
    )
  const where = {
    key: `exclusion/${pupilKey(laestab, misId)}/${startDate}/${category}`,
    scope: `exclusion/${laestab}/${from}/${to}`,
  }
  const rejection = cells.rejection()
  if (rejection) return { outcome: 'rejected', line, problem: rejection, values: tree.values }
  const known = lookUp('exclusion-category', category, startDate)
  if (!known) {
    const problem = meaningWanted(cells, 'category', 'exclusion-category', 'category of the suspension')
    return { outcome: 'waiting', line, problem, values: tree.values, ...where }
  }
  const reasons = tree.all('reasons').flatMap(at => readCode(cells, at, 'exclusion-reason', startDate)?.code ?? [])
  const result = readCode(cells, 'review_result', 'exclusion-review-result', reviewedOn ?? startDate)?.code
  const reviewed = { ...(result ? { reviewResult: result } : {}), ...(reviewedOn ? { reviewedOn } : {}) }
  const body = {
    ...{ category, startDate, sessions: cells.number('sessions'), reasons, laestab, codeSet: known.setVersion },
    ...reviewed,
  }
  const back = reinstatedOn && { category, startDate, reinstatedOn, laestab }
  return {
    outcome: 'accepted',
    line,
    warnings: cells.warnings,
    row: {
      ...where,
      personKey: pupilKey(laestab, misId),
      content: keptTree(dailyAttendanceColumns, 'exclusion', tree),
      facts: [body, ...(back ? [back] : [])].map(one => ({
        kind: suspension,
        body: one,
        ...during(startDate, startDate),
      })),
    },
  }
}

/** The school's system no longer has the pupil: what it said so far ends. Nothing is deleted. */
export const deletionRow = ({ laestab }: Manifest, { tree, line }: TreeRecord, numberOf: NumberOf): RowOutcome => {
  const cells = readCells(tree.values, line)
  const misId = readPupil(cells, numberOf)
  if (cells.need('of', 'kind of line that is deleted') !== 'pupil')
    cells.reject('of', 'Only a pupil can be deleted.', 'Send the corrected marks or suspension instead.', 'pupil')
  const rejection = cells.rejection()
  if (rejection) return { outcome: 'rejected', line, problem: rejection, values: tree.values }
  const personKey = pupilKey(laestab, misId)
  const content = keptTree(dailyAttendanceColumns, 'deletion', tree)
  return {
    outcome: 'accepted',
    line,
    row: { key: `pupil/${personKey}`, scope: `pupil/${laestab}`, personKey, gone: true, content, facts: [] },
  }
}

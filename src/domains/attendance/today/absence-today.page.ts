import { has, holds, listPage, type Route } from '../../../access/index.ts'
import { address, chosenValue, type EnrolmentKind, identity, note, pause } from '../../../children/index.ts'
import { londonDate } from '../../../kernel/index.ts'
import { sessionCount } from '../attendance.record.ts'
import { homeCall } from '../called/home-call.record.ts'
import { needsOf, type SenKind } from '../pupil-needs.queries.ts'
import { absenceTodayExamples } from './absence-today.examples.ts'
import { listAbsent, listFeeds } from './absence-today.queries.ts'
import { type AbsenceToday, absenceTodayView } from './absence-today.view.ts'

/** Which unexplained absences of my schools and my children matter most now (reference/ux.md, screen 22). */
export const absenceTodayPage = (enrolment: EnrolmentKind, sen: SenKind): Route =>
  listPage({
    path: '/absence-today',
    purpose: 'see who is away from school today',
    nav: 'absence-today',
    needs: [identity, chosenValue, address, enrolment, note, pause, sessionCount, homeCall, sen],
    load: async (grant): Promise<AbsenceToday> => {
      const feeds = await listFeeds(grant)
      const { pupils, more } = await listAbsent(grant)
      const ids = [...new Set(pupils.map(({ child }) => child.childId))]
      const also = await needsOf(grant, ids, sen)
      const { full, summary } = grant.reader.masks
      return {
        ...(has(full | summary, 'attendance') ? {} : { unseen: true }),
        today: londonDate(grant.at),
        feeds,
        pupils: pupils.map(pupil => ({ ...pupil, also: also.get(pupil.child.childId) ?? [] })),
        more,
      }
    },
    answer: (data, { reader }) => ({
      page: absenceTodayView(data, {
        mayCount: holds(reader, 'count-absence'),
        mayHelp: holds(reader, 'work-on-attendance'),
        mayWrite: holds(reader, 'write-notes'),
        forSchool: holds(reader, 'answer-for-school'),
      }),
    }),
    examples: absenceTodayExamples,
  })

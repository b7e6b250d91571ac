import { holds, listPage, type Route } from '../../../access/index.ts'
import { londonDate } from '../../../kernel/index.ts'
import { sessionCount } from '../attendance.record.ts'
import { meetingListExamples } from './meeting.examples.ts'
import { listMeetingSchools } from './meeting-schools.queries.ts'
import { type MeetingList, meetingListView } from './meetings.view.ts'

/** The schools of an officer, or a school's own, with the meeting of each term. */
export const meetingListPage: Route = listPage({
  path: '/support-meetings',
  purpose: 'see the support meetings with schools',
  nav: '/my-schools',
  needs: [sessionCount],
  load: async (grant): Promise<MeetingList> => ({
    schools: await listMeetingSchools(grant),
    today: londonDate(grant.at),
    isOfficer: holds(grant.reader, 'work-on-attendance'),
  }),
  answer: data => ({ page: meetingListView(data) }),
  examples: meetingListExamples,
})

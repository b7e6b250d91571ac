import type { RecordKind } from '../access/index.ts'
import { coreKinds, meetingPanel, type Panel } from '../children/index.ts'
import { attendanceKinds, attendancePanels } from '../domains/attendance/index.ts'
import { earlyHelpKinds, earlyHelpPanels } from '../domains/early-help/index.ts'
import { educationKinds, educationPanels } from '../domains/education/index.ts'
import { hubsKinds, hubsPanels } from '../domains/hubs/index.ts'
import { sendKinds, sendPanels } from '../domains/send/index.ts'
import { socialCareKinds, socialCarePanels } from '../domains/social-care/index.ts'
import { toldOnceKinds } from '../domains/told-once/index.ts'
import { youngCarersKinds, youngCarersPanels } from '../domains/young-carers/index.ts'
import { refuseUnknownLists } from '../kernel/index.ts'

/** Every kind of thing that can be known about a child: the core's, then each service's. */
export const recordKinds: readonly RecordKind[] = [
  coreKinds,
  attendanceKinds,
  earlyHelpKinds,
  educationKinds,
  hubsKinds,
  sendKinds,
  socialCareKinds,
  youngCarersKinds,
  toldOnceKinds,
].flatMap(kinds => kinds as readonly unknown[] as readonly RecordKind[])

// every service has described its lists by now
refuseUnknownLists()

/** What each service brings to the child's page. */
export const panels: readonly Panel[] = [
  ...educationPanels,
  ...attendancePanels,
  ...sendPanels,
  ...earlyHelpPanels,
  ...socialCarePanels,
  ...youngCarersPanels,
  ...hubsPanels,
  meetingPanel,
]

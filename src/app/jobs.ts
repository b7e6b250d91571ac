import {
  type Ground,
  keepAuditMonthsJob,
  type Mailing,
  rehearseJob,
  sendMailJob,
  sendNewsJob,
  signTrailJob,
  type TrailGround,
  tellFamiliesJob,
  type VaultGround,
} from '../access/index.ts'
import {
  conflictsOfDayJob,
  findLooksJob,
  type Holder,
  holdPlaces,
  holdPlacesJob,
  holdPlacesNowJob,
  keepMeasuresJob,
  knownPairsJob,
  linkPending,
  newsDoor,
} from '../children/index.ts'
import { giveAppealPlacesJob } from '../domains/admissions/appeals/index.ts'
import {
  applySecondRoundJob,
  countRollsJob,
  holdApplications,
  letOutApplications,
  rankWaitingListsJob,
  releaseOffersJob,
  tellOffersJob,
  workAdmissionRunJob,
} from '../domains/admissions/rounds/index.ts'
import {
  describePupils,
  keepAddedReturns,
  pauseDesk,
  publishAbsence,
  setPausesJob,
  tellOfChildJob,
  tellOfRun,
} from '../domains/attendance/index.ts'
import { keepRegistersJob } from '../domains/education/index.ts'
import { type Delivering, dailyFilesJob, seeToConflictsJob, tellServiceJob } from '../domains/told-once/index.ts'
import { cleanUpJob, dropFolderJob, type IntakeGround, type Link, undoRunJob, workRunJob } from '../intake/index.ts'
import type { Job } from '../platform/jobs/index.ts'
import { loadKey, openKeyRing } from '../platform/keys/index.ts'
import { openMail } from '../platform/mail/index.ts'
import { dailyAttendance } from '../sources/daily-attendance/index.ts'
import { pullSchoolsJob } from '../sources/wonde/index.ts'
import { keepingEndsJob } from './keeping-ends.job.ts'
import { mailDutyJob } from './mail-duty.job.ts'
import type { Settings } from './settings.ts'
import { sources } from './sources.ts'
import { mailKeeperJob, tellOfFeedsJob } from './tell-of-feeds.job.ts'

/** What jobs are made with: the ground of the jobs login, with what signs the audit trail; how services outside are told, and how e-mail goes out. */
export type JobParts = {
  readonly ground: IntakeGround & TrailGround & VaultGround
  /** The ground of the pages' login, where row security answers as a person: for rehearsals alone. */
  readonly pages: Ground
  readonly told: Delivering
  readonly mailing: Mailing
  readonly dropFolder: string
  readonly wondeUrl: string
  /** Of the desk that officers are sent to before a step about absence. */
  readonly dutyPhone: string
  /** While a legal hold is on, nothing that is kept ends. */
  readonly hold: boolean
}

/** What services keep of protected places beside the record. */
export const holders: readonly Holder[] = [holdApplications, letOutApplications]

/**
 * How the people of a run are tied to the right children, protected places put away, and whoever works with them told. The linker keeps its
 * own turn, on connections of its own.
 */
export const linkOn =
  (ground: IntakeGround & VaultGround): Link =>
  async (_held, runId) => {
    await linkPending(ground, { runId })
    await holdPlaces(ground, holders)
    await keepAddedReturns(ground, runId)
    await tellOfRun(ground, runId)
    await describePupils(ground, runId)
    await publishAbsence(ground)
  }

/** How services outside are told, from the settings. The key of each is made the first time it is asked for, and given to the service by hand. */
export const toldFrom = ({ toldServices, toldFolder, keyDir }: Settings): Delivering => ({
  services: toldServices,
  keyOf: service => loadKey(keyDir, `told-${service}`),
  key: openKeyRing(keyDir, 'told'),
  folder: toldFolder,
})

/** How e-mail goes out, from the settings. */
const mailingFrom = ({ mail, council, keyDir }: Settings): Mailing => ({
  mail: mail && openMail(mail, council),
  council,
  key: openKeyRing(keyDir, 'told'),
})

/** What jobs go by that is no connection, from the settings. */
export const jobSettingsFrom = (settings: Settings): Omit<JobParts, 'ground' | 'pages'> => ({
  told: toldFrom(settings),
  mailing: mailingFrom(settings),
  hold: settings.legalHold,
  dropFolder: settings.dropFolder,
  wondeUrl: settings.wondeUrl,
  dutyPhone: settings.dutyPhone,
})

/** Everything that is worked off behind the pages. */
export const jobs = ({
  ground,
  pages,
  told,
  mailing,
  dropFolder,
  wondeUrl,
  dutyPhone,
  hold,
}: JobParts): readonly Job[] => [
  workRunJob(ground, { sources, link: linkOn(ground) }),
  undoRunJob(ground, { link: linkOn(ground) }),
  dropFolderJob(ground, { folder: dropFolder, sources }),
  pullSchoolsJob(ground, { url: wondeUrl, source: dailyAttendance }),
  tellOfFeedsJob(ground, mailing),
  mailKeeperJob(ground, mailing),
  mailDutyJob(ground, mailing),
  cleanUpJob(ground, { hold }),
  keepingEndsJob(ground, { hold }),
  knownPairsJob(ground),
  conflictsOfDayJob(ground),
  keepMeasuresJob(ground),
  findLooksJob(ground),
  keepRegistersJob(ground),
  holdPlacesJob(ground, holders),
  holdPlacesNowJob(ground, holders),
  keepAuditMonthsJob(ground),
  signTrailJob(ground),
  rehearseJob(pages),
  sendMailJob(ground, mailing, newsDoor(ground)),
  sendNewsJob(ground, mailing, newsDoor(ground)),
  tellFamiliesJob(ground, mailing, newsDoor(ground)),
  tellServiceJob(ground, told),
  dailyFilesJob(ground, told),
  seeToConflictsJob(ground),
  tellOfChildJob(ground, pauseDesk(dutyPhone)),
  setPausesJob(ground, pauseDesk(dutyPhone)),
  workAdmissionRunJob(ground),
  releaseOffersJob(ground),
  rankWaitingListsJob(ground),
  giveAppealPlacesJob(ground),
  applySecondRoundJob(ground),
  countRollsJob(ground),
  tellOffersJob(ground),
]

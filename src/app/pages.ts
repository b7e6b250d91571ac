import { createHmac } from 'node:crypto'
import {
  assessedRulePages,
  closeAccountPages,
  familySignInPages,
  mailChoicePages,
  mailPages,
  myAccessPage,
  type RecordKind,
  type Route,
  roleRulePages,
  staffTrainingPages,
} from '../access/index.ts'
import {
  allocationRoutes,
  clearingHouseRoutes,
  conflictRoutes,
  endingPages,
  familyRoutes,
  findPages,
  handOversOwed,
  keptRecordOwed,
  keptRecordPages,
  letterDoor,
  lookPages,
  looksOwed,
  mailDoor,
  meetingPages,
  meetingsOwed,
  namedReaderPages,
  organisationPages,
  oversightPages,
  ownFamilyPages,
  qualityPages,
  recordPages,
  sourceQuestionPages,
  splittingPages,
  supervisionOwed,
  supervisionPages,
  taskPages,
  tasksOwed,
  toLookAtOwed,
  toLookAtPages,
  visitingPages,
  workPages,
  writingPages,
} from '../children/index.ts'
import { appealPages } from '../domains/admissions/appeals/index.ts'
import { familyPlacesPages, mailPages as roundMailPages } from '../domains/admissions/families/index.ts'
import { inYearPages } from '../domains/admissions/in-year/index.ts'
import { admissionsPages } from '../domains/admissions/rounds/index.ts'
import {
  addedPupilPages,
  attendanceOwed,
  attendancePages,
  pauseRules,
  returnsOwed,
  sessionCount,
  supportMeetingsOwed,
} from '../domains/attendance/index.ts'
import { earlyHelpPages, helpOwed } from '../domains/early-help/index.ts'
import { enrolment, registerPages, registersOwed } from '../domains/education/index.ts'
import { disability, senProvision } from '../domains/send/index.ts'
import { adopterPages } from '../domains/social-care/adopters/index.ts'
import {
  caseOwed,
  casePages,
  factor,
  frontDoorPages,
  takeToFrontDoor,
  undecidedContactsOwed,
} from '../domains/social-care/index.ts'
import {
  type FamilyTelling,
  familyPages,
  type TellOptions,
  tellOnForm,
  toldMailPages,
  toldOncePages,
  toldOnForms,
} from '../domains/told-once/index.ts'
import {
  conversationRules,
  conversationsOwed,
  supportOwed,
  youngCarerAtAssessment,
  youngCarersPages,
} from '../domains/young-carers/index.ts'
import { type IntakeGround, importPages, lookUp, mendingPages } from '../intake/index.ts'
import { londonDate } from '../kernel/index.ts'
import { addedPupils } from '../sources/added-pupils/index.ts'
import { mappingPages, withSpreadsheets } from '../sources/spreadsheet/index.ts'
import { accessibilityPage } from './accessibility.page.ts'
import { openPlans, serviceLists, workClocks } from './allocation.ts'
import { panels, recordKinds } from './domains.ts'
import { reports } from './reports.ts'
import { sources } from './sources.ts'
import { contactsOwed, rowsToMendOwed, sourceQuestionsOwed } from './waiting.queries.ts'

/** What pages are made with: the ground of the pages login, whom to call out of hours, and which services are told of changes. */
export type PageParts = {
  readonly ground: IntakeGround
  readonly council: string
  /** The authority's number of three digits. */
  readonly authority: string
  readonly dutyPhone: string
  /** What telling once goes on with. */
  readonly told: TellOptions
  /** Whether families can sign in, and whom they call. */
  readonly families: FamilyTelling
  /** Whether there is a mail server. */
  readonly sendsMail: boolean
}

/** Every page and every change, in the order of the table of contents. */
export const pages = ({
  ground,
  council,
  authority,
  dutyPhone,
  told,
  families,
  sendsMail,
}: PageParts): readonly Route[] => {
  const codeWords = (set: string, code: string) => lookUp(set, code, londonDate(ground.now()))?.label
  // A search is sealed with a key of its own, made from the installation's.
  const sealKey = createHmac('sha256', ground.contextKey).update('throughline saved search').digest()
  const door = letterDoor(ground)
  const known = {
    ...{ enrolment, needs: senProvision as unknown as RecordKind, disability: disability as unknown as RecordKind },
    tell: tellOnForm(told),
    toldServices: toldOnForms(told),
  }
  const imports = { ground, sources: withSpreadsheets(sources, ground.now) }
  return [
    ...workPages({
      enrolment,
      kinds: recordKinds,
      attendance: sessionCount,
      owed: [
        meetingsOwed(enrolment),
        tasksOwed(enrolment),
        toLookAtOwed(enrolment),
        keptRecordOwed(enrolment),
        handOversOwed(enrolment),
        attendanceOwed(enrolment),
        supportMeetingsOwed(enrolment),
        returnsOwed(enrolment),
        registersOwed(enrolment),
        helpOwed(enrolment),
        supportOwed(enrolment),
        conversationsOwed({ enrolment, factor }),
        caseOwed(enrolment),
        supervisionOwed,
        looksOwed(ground),
        contactsOwed(ground),
        undecidedContactsOwed(ground),
        sourceQuestionsOwed(ground),
        rowsToMendOwed(imports),
      ],
    }),
    ...lookPages({ enrolment }),
    ...findPages({ sealKey, enrolment, dutyPhone }),
    ...recordPages({ kinds: recordKinds, panels, dutyPhone, codeWords }),
    ...familyRoutes,
    ...writingPages,
    ...visitingPages,
    ...taskPages,
    ...meetingPages({ ground, kinds: recordKinds }),
    ...supervisionPages({ enrolment }),
    ...allocationRoutes({ enrolment, plans: openPlans, clocks: workClocks, lists: serviceLists }),
    ...namedReaderPages({ kinds: recordKinds, codeWords }),
    ...toLookAtPages({ kinds: recordKinds }),
    ...keptRecordPages({ kinds: recordKinds }),
    ...ownFamilyPages,
    ...oversightPages(ground),
    ...organisationPages,
    ...endingPages,
    ...attendancePages({ panels, enrolment, sen: senProvision, dutyPhone, authority }),
    ...addedPupilPages({ ground, source: addedPupils }),
    ...registerPages(enrolment),
    ...adopterPages,
    ...splittingPages({ enrolment, kinds: recordKinds }),
    ...youngCarersPages(enrolment, known),
    ...admissionsPages(door),
    ...appealPages(door),
    ...inYearPages(door),
    ...toldOncePages(told),
    ...toldMailPages({ key: told.key, door: mailDoor(ground), sends: sendsMail }),
    ...familySignInPages,
    ...mailChoicePages,
    ...closeAccountPages,
    ...familyPages(told, families),
    ...familyPlacesPages({ key: told.key, phone: families.phone }),
    ...roundMailPages({ door: mailDoor(ground), sends: sendsMail }),
    ...earlyHelpPages({ enrolment, stepUp: takeToFrontDoor(told), known }),
    ...frontDoorPages({ key: told.key, dutyPhone, now: ground.now, ground, enrolment }),
    ...casePages({ youngCarer: youngCarerAtAssessment, known }),
    ...clearingHouseRoutes,
    ...conflictRoutes,
    ...sourceQuestionPages,
    ...qualityPages,
    ...importPages(imports),
    ...mendingPages(imports),
    ...mappingPages(imports),
    ...reports,
    myAccessPage(ground),
    ...staffTrainingPages,
    ...roleRulePages,
    ...assessedRulePages([...conversationRules, ...pauseRules]),
    ...mailPages(sendsMail),
    accessibilityPage({ council, phone: families.phone }),
  ]
}

import { afterCare, attainment, enrolment, inCareAtSchool, schoolSupport, serviceChild } from './education.record.ts'
import {
  homeEducationHead,
  homeEducationStep,
  missingEducationHead,
  missingEducationStep,
} from './registers/register.record.ts'

export { educationPanels } from './education.page.ts'
export { keepRegistersJob } from './registers/keep-registers.job.ts'
export { registerPages } from './registers/register.page.ts'
export { registersOwed } from './registers/registers-owed.queries.ts'
export { afterCare, attainment, enrolment, inCareAtSchool, schoolSupport, serviceChild }
/** Every record kind of this service. */
export const educationKinds = [
  enrolment,
  schoolSupport,
  serviceChild,
  afterCare,
  inCareAtSchool,
  attainment,
  missingEducationHead,
  missingEducationStep,
  homeEducationHead,
  homeEducationStep,
] as const

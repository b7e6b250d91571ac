import { afterCare, attainment, enrolment, inCareAtSchool, schoolSupport, serviceChild } from './education.record.ts'

export { educationPanels } from './education.page.ts'
export { afterCare, attainment, enrolment, inCareAtSchool, schoolSupport, serviceChild }
/** Every record kind of this service. */
export const educationKinds = [enrolment, schoolSupport, serviceChild, afterCare, inCareAtSchool, attainment] as const

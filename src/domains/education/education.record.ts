import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'

const text = () => Type.Optional(Type.String())
const whole = () => Type.Optional(Type.Number())

/** A place at a school: gives the child's whereabouts away, so it is hidden with a protected address. */
export const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  summary: true,
  location: true,
  schema: Type.Object({
    laestab: text(),
    urn: text(),
    school: text(),
    entryDate: text(),
    leavingDate: text(),
    leavingReason: text(),
    /** C current, M main, S subsidiary, G guest, F further education, O other provider. */
    status: text(),
    yearGroup: text(),
    registrationGroup: text(),
    partTime: Type.Optional(Type.Boolean()),
    boarder: text(),
    codeSet: text(),
  }),
  promotes: { code: 'laestab', status: 'status' },
  line: body => ({
    title: body.leavingDate ? `Left ${body.school ?? 'school'}` : `Joined ${body.school ?? 'school'}`,
    key: true,
  }),
  retention: 'pupil',
})

/** Free school meals, pupil premium and the like: means, not schooling. */
export const schoolSupport = recordKind({
  kind: 'school-support',
  title: 'Help at school',
  category: 'attendance',
  sensitivity: 2,
  schema: Type.Object({
    sort: Type.String(),
    code: text(),
    label: text(),
    country: text(),
    hours: whole(),
    codeSet: text(),
  }),
  promotes: { status: 'sort', code: 'code' },
})

/** A parent who serves in the armed forces, as the school was told. */
export const serviceChild = recordKind({
  kind: 'service-child',
  title: 'Parent in the armed forces',
  category: 'contact',
  sensitivity: 2,
  schema: Type.Object({ code: Type.String(), codeSet: text() }),
  promotes: { code: 'code' },
})

/** What a school was told of a child's time in care before. `A` and `O` say adoption, so the whole fact is the most hidden of its kind. */
export const afterCare = recordKind({
  kind: 'after-care',
  title: 'Was in care before',
  category: 'adoption',
  sensitivity: 3,
  schema: Type.Object({ code: Type.String(), codeSet: text() }),
  promotes: { code: 'code' },
})

/** "In care" as a school's file says it: a care fact that arrives in a plain school file. */
export const inCareAtSchool = recordKind({
  kind: 'in-care-at-school',
  title: 'In our care, as school records it',
  category: 'care-involved',
  schema: Type.Object({ inCare: Type.Boolean(), authority: text() }),
})

/** A result: an assessment at a stage, in a subject. */
export const attainment = recordKind({
  kind: 'attainment',
  title: 'Result at school',
  category: 'attendance',
  schema: Type.Object({
    stage: text(),
    year: text(),
    subject: text(),
    method: text(),
    component: text(),
    resultStatus: text(),
    qualifier: text(),
    result: text(),
  }),
  promotes: { code: 'subject' },
})

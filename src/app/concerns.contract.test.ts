import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routesToLookAt } from './testing/index.ts'

/** What is done at a desk and concerns no child's record, or names none to the record of access for the reason that is given. */
const ofNoChild: Readonly<Record<string, readonly string[]>> = {
  'what one does for oneself': ['/notices/done', '/notices/quieten', '/find'],
  'staff, teams and what they may see': [
    '/oversight/new',
    ...['rehearse', 'ask', 'withdraw', 'answer', 'end', 'review'].map(step => `/oversight/:oversight/${step}`),
    '/role-rules/new/:role',
    ...['rehearse', 'publish', 'drop'].map(step => `/role-rules/:change/${step}`),
    '/staff-training/:person/:training',
    '/teams/:team/workers/:worker/away',
    '/teams/:team/workers/:worker/away/:away/end',
    '/teams/:team/workers/:worker/supervision',
    '/teams/:team/workers/:worker/supervision/:said/correct',
    '/teams/:team/duty',
    '/teams/:team/duty/:duty/end',
  ],
  'sources, agreements and services': [
    ...['/organisations/:organisation', '/organisations/:organisation/withdraw'],
    ...['/agreements/:source', '/agreements/:source/withdraw'],
    ...['/sources/:source', '/sources/:source/schools', '/sources/:source/schools/revoke'],
    ...['/services/new', '/services/:service/change', '/services/:service/end', '/told-services/:service'],
  ],
  'rules that tell or propose, whole': [
    '/notice-rules/:rule',
    ...['on', 'agree', 'off'].map(step => `/assessed-rules/:rule/${step}`),
  ],
  'what a school tells of itself': [
    '/my-schools/:school/term-dates',
    '/my-schools/:school/register-due',
    '/support-meetings/:school/day',
    '/support-meetings/:school/held',
    '/support-meetings/:school/:action',
  ],
  'the register of adopters, which is of adults': [
    ...['/adopters/new', '/adopters/:adopters', '/adopters/:adopters/who', '/adopters/:adopters/take-back'],
  ],
  'a school tells of a child who is tied to a record later, and learns of no record': ['/my-schools/:school/new-pupil'],
  'files and their rows, which are tied to nobody yet': [
    ...['/imports/:run/rows/:table/ask', '/imports/:run/rows/:table/answer'],
    ...['/imports', '/imports/:run/again', '/imports/:run/undo', '/imports/:run/mapping'],
    ...['/my-schools/:school/rejected/:row', '/my-schools/:school/rejected/:row/sent'],
  ],
  'a whole round of admissions, each child of which has the act on its own application': [
    ...['/admissions', '/admissions/year-groups'],
    ...[
      'schools',
      'schools/:key',
      'days',
      'pause',
      'orders',
      'councils',
      'councils/send',
      'councils/schools',
      'applications',
      'orders/:key/applicants/ask',
      'orders/:key/applicants/answer',
    ]
      .concat([
        'ask-services',
        'runs',
        'runs/:run/approve',
        'second',
        'second/:run/approve',
        'appeals',
        'appeals/address',
      ])
      .map(part => `/admissions/:round/${part}`),
  ],
  'how a reviewer answers, whatever the question': ['/duplicates/keys'],
  'whoever checks a card learns no name, in the list of what they opened either': ['/check-card'],
  'a contact may come to a shielded child, of whom whoever types it learns nothing': ['/front-door/new'],
}

test('whatever is done at a desk says which child it concerns, or stands here with why it concerns none', () => {
  const actions = routesToLookAt().filter(route => route.sort === 'desk-action')
  const silent = actions.filter(route => route.concerns === undefined).map(route => route.path)
  assert.deepEqual(silent.toSorted(), Object.values(ofNoChild).flat().toSorted())
})

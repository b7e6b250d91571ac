import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findOverdue, known } from './advisories.ts'

const [high, low] = ['https://github.com/advisories/GHSA-1', 'https://github.com/advisories/GHSA-2']
const report = {
  auditReportVersion: 2,
  vulnerabilities: {
    zip: { via: [{ url: high, severity: 'high', name: 'zip', title: 'A way out of the folder' }] },
    reader: { via: ['zip', { url: low, severity: 'low', name: 'reader', title: 'A slow pattern' }] },
  },
}

describe('a known fault of a component', () => {
  test('is told until somebody has looked at it, and again when it is left longer than we said', () => {
    assert.equal(findOverdue(report, [], '2026-11-30').length, 2)
    const looked = [high, low].map(advisory => ({ advisory, since: '2026-11-01' }))
    assert.deepEqual(findOverdue(report, looked, '2026-11-15'), [])
    assert.deepEqual(findOverdue(report, looked, '2026-11-16'), [
      `zip, high: A way out of the folder (${high}). It was to be mended by 2026-11-15.`,
    ])
    assert.equal(findOverdue(report, looked, '2026-12-02').length, 2)
    const unreached = looked.map(one => ({ ...one, doesNotReachUs: 'We never unpack names.' }))
    assert.deepEqual(findOverdue(report, unreached, '2027-12-02'), [])
  })

  test('is taken off the list when it is gone, and is not thought gone where nobody could be asked', () => {
    const none = { auditReportVersion: 2, vulnerabilities: {} }
    assert.match(findOverdue(none, [{ advisory: high, since: '2026-11-01' }], '2026-11-02').join(), /found no more/)
    assert.deepEqual(findOverdue(none, [], '2026-11-02'), [])
    assert.throws(() => findOverdue({}, [], '2026-11-02'), /could not be asked/)
  })

  test('that was looked at has a day, and a reason where it is left', () => {
    for (const { since, doesNotReachUs } of known) {
      assert.match(since, /^\d{4}-\d\d-\d\d$/)
      assert.ok(doesNotReachUs === undefined || doesNotReachUs.length > 20)
    }
  })
})

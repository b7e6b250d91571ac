import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { describedLists, faultsIn } from '../kernel/index.ts'
import { runCommandLine } from './command-line.ts'
import './domains.ts'
import { settingsFrom } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'lists-'))
after(() => rmSync(folder, { recursive: true }))
const written = (file: unknown): string => {
  const path = join(folder, 'lists.json')
  writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file))
  return path
}
const lists = async (...words: string[]) => {
  const [said, told]: [string[], string[]] = [[], []]
  const streams = { say: (line: string) => void said.push(line), tell: (line: string) => void told.push(line) }
  const code = await runCommandLine(['lists', ...words], () => settingsFrom({}), streams)
  return { code, said: said.join('\n'), told: told.join('\n') }
}
const labels = (from: string) => ({
  from,
  items: { plan: 'Family plan', lead: 'Family lead', assessment: 'Family assessment' },
})
const area = { name: 'belonging', label: 'Belonging', input: 'choice', choices: [{ value: '1', text: 'Not yet' }] }
const measure = { from: '2027-01-01', items: { title: 'Our star', save: 'Save', fields: [area] } }
/** A shipped form as a council would change it. */
const changed = (name: string, change: (fields: { name: string; choices?: unknown[] }[]) => unknown) => {
  const [form] = structuredClone(describedLists().find(one => one.name === name)?.shipped ?? []) as never as [
    { items: { fields: { name: string; choices?: unknown[] }[] } },
  ]
  return { [name]: [{ from: '2027-01-01', items: { ...form.items, fields: change(form.items.fields) } }] }
}

describe('the council’s own lists, times and forms', () => {
  test('are named with what ships, which could stand in a council’s file just so', async () => {
    assert.match((await lists()).said, /early-help-labels: what the plan.*\(from 2013-04-01, 2026-04-01\)/)
    const shipped = JSON.parse((await lists('--json')).said) as Record<string, { from: string; items: unknown }[]>
    for (const [name, versions] of Object.entries(shipped))
      assert.deepEqual(
        faultsIn({ [name]: versions.map(({ items }, at) => ({ from: `1990-01-0${at + 1}`, items })) }),
        [],
      )
    assert.ok(Object.keys(shipped).length > 60)
  })
  test('are looked through before they are used, and what is wrong is said with its place', async () => {
    const right = JSON.stringify({ 'early-help-labels': [labels('2027-04-01')] })
    for (const file of [right, `\uFEFF${right}`]) assert.equal((await lists(written(file))).said, '1 list can be used.')
    for (const [file, says] of [
      ['{"a": [', /is no JSON/],
      ['', /is no JSON/],
      ['null', /^The council’s lists must be one JSON object/],
      ['[]', /^The council’s lists must be one JSON object/],
      [{ 'early-help-lables': [] }, /There is no list “early-help-lables”/],
      [{ 'early-help-labels': [labels('2026-04-01')] }, /begins on 2026-04-01, as another does/],
      [{ 'early-help-labels': [{ ...labels('soon') }] }, /version 1 needs “from”/],
      [
        { 'early-help-reviews': [{ from: '2027-01-01', items: { first: 0, again: 8 } }] },
        /items › first: must be >= 1/,
      ],
      [{ 'social-care-clocks': [{ from: '2027-01-01', items: { visits: { days: 5 } } }] }, /no clock “visits”/],
      [changed('social-care-decision', fields => fields.slice(1)), /is not asked: it must stay, because rules read it/],
      [
        changed('young-carers-level', fields => fields.map(one => ({ ...one, choices: one.choices?.slice(1) }))),
        /has no choice “[a-z]+”: it must stay/,
      ],
      [changed('early-help-measure', fields => [...fields, ...fields.slice(-1)]), /is asked twice/],
      [changed('early-help-measure', () => [{ ...area, name: 'page' }]), /no question can be called “page”/],
      [changed('early-help-measure', () => [{ ...area, choices: [] }]), /“belonging” needs choices/],
      [
        changed('early-help-measure', () => [area, { ...area, label: '' }]),
        /items › fields › 2 › label: must not have/,
      ],
      [changed('early-help-measure', () => [{ ...area, name: 'number' }]), /no question can be called “number”/],
      [
        changed('early-help-measure', () => [{ ...area, choices: [...area.choices, ...area.choices] }]),
        /“belonging” has the choice “1” twice/,
      ],
      [
        changed('early-help-measure', () => [{ ...area, input: 'lin' }]),
        /“belonging” needs an input of line, text, day, choice, many/,
      ],
      [changed('early-help-measure', () => [{ ...area, name: 'who' }]), /“who” is of another input elsewhere/],
    ] as const) {
      const { code, told } = await lists(written(file))
      assert.equal(code, 1)
      assert.match(told, says)
    }
  })
  test('hold from their day on once LOCAL_LISTS names their file: in words, in days, in forms and what is kept of them', () => {
    const path = written({
      'early-help-labels': [labels('2027-04-01')],
      'early-help-reviews': [{ from: '2027-01-01', items: { first: 8, again: 8 } }],
      'early-help-measure': [measure],
      'social-care-clocks': [{ from: '2027-01-01', items: { 'core-group': { weeks: 4 } } }],
    })
    const asked = `
      const { readLocalLists } = await import('./src/app/local-lists.ts')
      readLocalLists(process.env)
      await import('./src/app/domains.ts')
      const { labelsOn, reviewBy } = await import('./src/domains/early-help/plan/headings.ts')
      const { localForms } = await import('./src/domains/early-help/plan/local-forms.ts')
      const { helpMeasure } = await import('./src/domains/early-help/plan/help.record.ts')
      const { clockRules } = await import('./src/domains/social-care/casework/clock-rules.ts')
      console.log(JSON.stringify([
        [labelsOn('2027-03-31').plan, labelsOn('2027-04-01').plan],
        [reviewBy('2026-12-01', []), reviewBy('2027-01-01', [])],
        localForms.measure.map(form => form.title),
        'belonging' in helpMeasure.schema.properties,
        clockRules.find(rule => rule.key === 'core-group').limits.map(one => one.within),
      ]))`
    const env = { ...process.env, LOCAL_LISTS: path }
    const answer = execFileSync(process.execPath, ['--input-type=module', '-e', asked], { env, encoding: 'utf8' })
    assert.deepEqual(JSON.parse(answer), [
      ['Family help plan', 'Family plan'],
      ['2027-01-12', '2027-02-26'],
      ['How things are', 'Our star'],
      true,
      [{ weeks: 6 }, { weeks: 4 }],
    ])
  })
})

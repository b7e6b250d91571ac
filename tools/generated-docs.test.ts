import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { roles } from '../src/access/index.ts'
import { recordKinds } from '../src/app/domains.ts'
import { sources } from '../src/app/sources.ts'
import { documents } from './generated-docs.ts'

const made = documents()
const lineOf = (name: string, part: RegExp): string => (made.get(name) ?? '').split('\n').find(l => part.test(l)) ?? ''
/** What a role's table says of a category. */
const sees = (title: string, category: string): string | undefined => {
  const section = (made.get('permissions.md') ?? '').split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? ''
  return new RegExp(`^\\| ${category} \\| (.*) \\|$`, 'm').exec(section)?.[1]
}

describe('documents that are read off the code', () => {
  test('an education welfare officer sees attendance, whom to speak to in social care, and nothing of young carers', () => {
    assert.equal(sees('Education welfare officer', 'attendance'), 'content')
    assert.equal(sees('Education welfare officer', 'send'), 'summary')
    assert.equal(sees('Education welfare officer', 'care-involved'), 'who to speak to')
    assert.equal(sees('Education welfare officer', 'young-carer'), 'nothing')
  })

  test('every role has its table and its rights', () => {
    for (const role of roles) {
      assert.ok(sees(`${role.title.slice(0, 1).toUpperCase()}${role.title.slice(1)}`, 'identity'), role.key)
      for (const right of role.rights) assert.ok(made.get('permissions.md')?.includes(`\`${right}\``), right)
    }
  })

  test('the dictionary has every column of every source and every field of every kind', () => {
    const text = made.get('data-dictionary.md') ?? ''
    const missing = [
      ...sources.flatMap(s => s.columns.map(c => `| ${c.table} | \`${c.column}\` | ${c.category} |`)),
      ...recordKinds.flatMap(k => [`(\`${k.kind}\`)`, ...Object.keys(k.schema.properties).map(f => `| \`${f}\` |`)]),
    ].filter(part => !text.includes(part))
    assert.deepEqual(missing, [])
  })

  test('a field that tells more than its kind says so', () => {
    const kind = (made.get('data-dictionary.md') ?? '').split('(`centre-registration`)')[1]?.split('\n### ')[0] ?? ''
    assert.match(kind, /\| `allergies` \| health \| 1 \| no \|/)
    assert.match(kind, /\| `centre` \| youth-centre \| 1 \| yes \|/)
  })

  test('a look at a child writes the child and the reason; a page of a right writes the right', () => {
    assert.match(
      lineOf('audit-events.md', /`GET \/children\/:child\/school`/),
      /`shown`, the child, the reason that opened it/,
    )
    assert.match(
      lineOf('audit-events.md', /`GET \/duplicates`/),
      /rule `right:possible-duplicates`; read as `clearing-house`/,
    )
    assert.match(lineOf('audit-events.md', /`POST \/children\/:child\/notes\/new`/), /`done`, the child.*writes `note`/)
  })
})

import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { findBrokenLinks, readDocuments } from './links.ts'

let root = ''
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
before(() => {
  root = mkdtempSync(join(tmpdir(), 'links-'))
  put('src/attendance/marks.ts', 'export const countMarks = () => 1\n')
  put('fictional/README.md', '# Northmere\n')
  put('docs/glossary.md', '# Glossary: one word for one idea\n\n## What a mark is\n')
})
after(() => rmSync(root, { recursive: true, force: true }))

const faultsOf = (text: string): string[] => {
  put('README.md', text)
  return findBrokenLinks(root, readDocuments(root))
}

describe('a document points at what is there', () => {
  test('files, folders, headings and names of the code are found', () => {
    const sound = `[glossary](docs/glossary.md#what-a-mark-is) [code](src/attendance) \`src/attendance/marks.ts\` \`attendance/marks.ts\`
[\`countMarks\`](src/attendance/marks.ts) [elsewhere](https://example.org/none.md)\n\n\`\`\`\n[example](none.md)\n\`\`\`\n`
    assert.deepEqual(faultsOf(sound), [])
  })
  test('a link to nothing is told', () =>
    assert.deepEqual(faultsOf('see [this](docs/none.md) and ![picture](docs/none.png)'), [
      'README.md links to docs/none.md, which is not there',
      'README.md links to docs/none.png, which is not there',
    ]))
  test('a heading that is not there is told', () =>
    assert.deepEqual(faultsOf('[marks](docs/glossary.md#what-marks-are)'), [
      'README.md links to #what-marks-are, which is no heading of docs/glossary.md',
    ]))
  test('a file in backticks that is not there is told', () =>
    assert.deepEqual(faultsOf('first `src/attendance/codes.ts`'), [
      'README.md names src/attendance/codes.ts, which is not there',
    ]))
  test('a name that the linked file no longer has is told', () =>
    assert.deepEqual(faultsOf('[`countMark`](src/attendance/marks.ts)'), [
      'README.md looks for countMark in src/attendance/marks.ts, which has no such name',
    ]))
})

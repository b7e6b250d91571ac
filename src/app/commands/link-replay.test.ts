import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { defaultModel } from '../../linkage/index.ts'
import { runCommandLine } from '../command-line.ts'
import { settingsFrom } from '../settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'replay-'))
after(() => rmSync(folder, { recursive: true }))
const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const told = async (...args: readonly string[]): Promise<string> => {
  const lines: string[] = []
  const settings = () => settingsFrom({ DATA_DIR: folder })
  const code = await runCommandLine(['link', 'replay', ...args], settings, { say: () => {}, tell: l => lines.push(l) })
  assert.equal(code, 1)
  return lines.join('\n')
}

test('a replay says what is wrong with what it was given, before it opens the database', async () => {
  const sound = put('model.json', JSON.stringify(defaultModel))
  assert.match(await told(), /Name one model/)
  assert.match(await told(join(folder, 'none.json')), /none\.json cannot be read/)
  assert.match(await told(put('list.json', '[1')), /list\.json is not JSON/)
  assert.match(
    await told(put('poor.json', JSON.stringify({ ...defaultModel, priors: { ...defaultModel.priors, twin: 0 } }))),
    /not a linkage model: priors must be above 0/,
  )
  assert.match(await told(sound, '--from', '1.9.2026'), /--from takes a date like 2026-09-01/)
  assert.match(await told(sound, '--from', '2026-09-02', '--to', '2026-09-01'), /--from must not be after --to/)
})

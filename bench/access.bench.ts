import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mutants } from './access-mutants.ts'
import type { Bench } from './bench.ts'
import { thousands } from './measure.ts'

const root = join(import.meta.dirname, '..')
const asksInAWorld = 36

/** The policy against its rules written a second time, and every mutant of it against the tests. */
export const bench: Bench = {
  name: 'access',
  about:
    'the policy against docs/access.md written a second time by another hand (1,000,000 decisions), and mutants of the policy',
  run: async (tell, { quick }) => {
    const worlds = quick ? 3_000 : 30_000
    const agrees = testsPass(root, worlds)
    const alive: string[] = []
    const folder = mkdtempSync(join(tmpdir(), 'throughline-mutants-'))
    try {
      for (const part of ['src', 'docs', 'package.json', 'tsconfig.json'])
        cpSync(join(root, part), join(folder, part), { recursive: true })
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
      for (const [at, { file, from, to, of }] of mutants.entries()) {
        const path = join(folder, file)
        const text = readFileSync(path, 'utf8')
        if (text.split(from).length !== 2) throw new Error(`Mutant ${at + 1} is not once in ${file}: ${from}`)
        writeFileSync(
          path,
          text.replace(from, () => to),
        )
        if (testsPass(folder, 1_000)) alive.push(of)
        writeFileSync(path, text)
        if ((at + 1) % 10 === 0) tell(`  ${at + 1} of ${mutants.length} mutants, ${alive.length} alive`)
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    return [
      {
        measure:
          'access: decisions that differ from the rules of docs/access.md, written a second time by another hand',
        target: '0',
        got: agrees ? '0' : 'some',
        met: agrees,
        size: `${thousands(worlds * asksInAWorld)} decisions, ${thousands(worlds)} worlds`,
        ratio: 'more than a fifth of the answers are content; times on the edges of every span',
      },
      {
        measure: 'access: mutants of the policy that no test notices',
        target: '0 of ≥ 30',
        got: alive.length === 0 ? '0' : `${alive.length} (${alive.join('; ')})`,
        met: alive.length === 0 && mutants.length >= 30,
        size: `${mutants.length} mutants`,
      },
    ]
  },
}

const testsPass = (folder: string, worlds: number): boolean => {
  const tests = ['src/access/worlds/worlds.test.ts', 'src/access/policy.test.ts'].map(test => join(folder, test))
  const env = { ...process.env, ACCESS_WORLDS: String(worlds) }
  return spawnSync(process.execPath, ['--test', ...tests], { cwd: folder, env, stdio: 'ignore' }).status === 0
}

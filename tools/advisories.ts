// Are there known faults in what we install, longer than we said we would leave them (docs/security.md, "What it is made of")? Run every night:
// `.ci/advisories`. It asks the registry by npm itself, from the lock file alone; where that cannot be asked, that is a failure too.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** An advisory that somebody has looked at: since when it is known, and why it does not reach us, where it does not. */
export type Known = { readonly advisory: string; readonly since: string; readonly doesNotReachUs?: string }

/** Those that have been looked at. One is taken out when nothing that is installed has it any more. */
export const known: readonly Known[] = []

type Advisory = { readonly url: string; readonly severity: string; readonly name: string; readonly title: string }
type Report = {
  readonly auditReportVersion?: number
  readonly vulnerabilities?: Readonly<Record<string, { readonly via: readonly (string | Advisory)[] }>>
}

const daysOf = (severity: string): number => (severity === 'critical' || severity === 'high' ? 14 : 30)

/**
 * What is wrong, a line each, of what `npm audit --json` reports (version 2): an advisory that nobody has looked at, one that is left longer than it may be,
 * and one that is written down and found no more. `today` is YYYY-MM-DD.
 * @throws Error where it is no report: nothing is known then
 */
export const findOverdue = (report: Report, looked: readonly Known[], today: string): string[] => {
  if (report.auditReportVersion !== 2 || !report.vulnerabilities)
    throw new Error('npm audit gave no report: the registry could not be asked.')
  const found = new Map<string, Advisory>()
  for (const { via } of Object.values(report.vulnerabilities))
    for (const one of via) if (typeof one === 'object') found.set(one.url, one)
  const wrong = [...found.values()].flatMap(({ url, severity, name, title }) => {
    const one = looked.find(({ advisory }) => advisory === url)
    const what = `${name}, ${severity}: ${title} (${url})`
    if (!one) return [`${what}. Nobody has looked at it: mend it, or write it down in tools/advisories.ts.`]
    const last = new Date(Date.parse(one.since) + daysOf(severity) * 86_400_000).toISOString().slice(0, 10)
    return one.doesNotReachUs || today <= last ? [] : [`${what}. It was to be mended by ${last}.`]
  })
  const gone = looked.filter(({ advisory }) => !found.has(advisory))
  return [...wrong, ...gone.map(({ advisory }) => `${advisory} is found no more: take it out of tools/advisories.ts.`)]
}

if (import.meta.main) {
  const asked = spawnSync('npm', ['audit', '--omit=dev', '--package-lock-only', '--json'], {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
  })
  const wrong = findOverdue(JSON.parse(asked.stdout || '{}'), known, new Date().toISOString().slice(0, 10))
  for (const line of wrong) process.stdout.write(`${line}\n`)
  process.stdout.write(`${wrong.length} faults of components to see to\n`)
  process.exitCode = wrong.length === 0 ? 0 : 1
}

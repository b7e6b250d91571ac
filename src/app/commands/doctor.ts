import { checkHealth } from '../health.ts'
import type { Command } from './command.ts'

export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'doctor [--json]',
  about: 'Check that everything Throughline needs is there and sound.',
  options: { json: { type: 'boolean' } },
  run: async ({ settings, switches, say }) => {
    const checks = await checkHealth(settings)
    const bad = checks.filter(check => check.state === 'bad')
    if (switches.json) say(JSON.stringify({ ok: bad.length === 0, checks }))
    else {
      const marks = { good: '✔', note: '–', bad: '✖' }
      for (const check of checks)
        say(`${marks[check.state]} ${check.about}: ${check.words}${check.fix ? ` ${check.fix}` : ''}`)
    }
    if (bad.length > 0)
      throw new Error(
        `${bad.length === 1 ? 'One thing is not as it' : `${bad.length} things are not as they`} should be: ${bad.map(check => check.about).join(', ')}.`,
      )
    return 0
  },
}

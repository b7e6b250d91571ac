import { text } from 'node:stream/consumers'
import { workRun } from '../../intake/index.ts'
import { dailyAttendance } from '../../sources/daily-attendance/index.ts'
import { keepPulledSchool, pullSchools, stopPulledSchool } from '../../sources/wonde/index.ts'
import { type OpenGround, openGround, openInstallation } from '../database.ts'
import { linkOn } from '../jobs.ts'
import { sources } from '../sources.ts'
import type { Call, Command } from './command.ts'

const onGround = async (call: Call, work: (ground: OpenGround) => Promise<number>): Promise<number> => {
  const installation = await openInstallation(call.settings)
  const ground = openGround(installation, 'jobs', call.settings)
  try {
    return await work(ground)
  } finally {
    await ground.close()
    await installation.stop()
  }
}

const laestabOf = (word: string | undefined): string => {
  const laestab = word?.replace('/', '') ?? ''
  if (!/^\d{7}$/.test(laestab)) throw new Error('Name the school by its seven digits, like 8992017.')
  return laestab
}

export const importPullCommand: Command = {
  name: 'import pull',
  usage: 'import pull [--json]',
  about: 'Ask Wonde for what has changed at the schools that are pulled; a worker does so twice on each weekday.',
  options: { json: { type: 'boolean' } },
  run: call =>
    onGround(call, async ground => {
      const options = { url: call.settings.wondeUrl, source: dailyAttendance, signal: new AbortController().signal }
      const pulled = await pullSchools(ground, options)
      for (const { run } of pulled)
        if (run?.state === 'received') await workRun(ground, run.run, { sources, link: linkOn(ground) })
      const schools = pulled.map(({ laestab, run, problem }) => ({
        laestab,
        run: run?.run,
        state: run?.state,
        problem,
      }))
      if (call.switches.json) call.say(JSON.stringify({ schools }))
      else
        for (const { laestab, run, problem } of schools)
          call.say(
            `${laestab}: ${run ? `import ${run}` : 'nothing new'}.${problem ? ` ${problem} The next pull goes on from there.` : ''}`,
          )
      return schools.some(one => one.problem) ? 1 : 0
    }),
}

export const importPullAddCommand: Command = {
  name: 'import pull add',
  usage: 'import pull add LAESTAB WONDE-SCHOOL < TOKEN-FILE',
  about: 'Pull a school from now on, or change its token, which is read from standard input and kept sealed.',
  run: async call => {
    const laestab = laestabOf(call.words[0])
    const school = call.words[1] ?? ''
    if (!/^[\w-]{1,64}$/.test(school)) throw new Error('Name the school as Wonde does, like A1930499544.')
    const token = (await text(process.stdin)).trim()
    if (!/^[\x21-\x7e]{16,500}$/.test(token))
      throw new Error('Give the school’s token on standard input, nothing else.')
    return await onGround(call, async ground => {
      await keepPulledSchool(ground, { laestab, school, token })
      call.say(`${laestab} is pulled from now on.`)
      return 0
    })
  },
}

export const importPullStopCommand: Command = {
  name: 'import pull stop',
  usage: 'import pull stop LAESTAB',
  about: 'Pull a school no more, and forget its token.',
  run: call => {
    const laestab = laestabOf(call.words[0])
    return onGround(call, async ground => {
      if (!(await stopPulledSchool(ground, laestab))) throw new Error('That school is not pulled.')
      call.say(`${laestab} is pulled no more, and its token is forgotten.`)
      return 0
    })
  },
}

import type { Site } from '@/lib/exchange'
import { aliased, cmdlet, int32, ok, type Parameter, refuse } from '@/lib/shell'

/** 2147483 seconds, a little under 25 days: more milliseconds than Start-Sleep can count do not fit an Int32. */
const longest = 2_147_483

const duration: Parameter<number> = {
  type: 'Double',
  parse: (value) => {
    const seconds = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value
    return typeof seconds === 'number' && seconds >= 0 && seconds <= longest
      ? ok(seconds)
      : refuse(
          'InvalidData',
          'ParameterArgumentValidationError',
          `The argument "${String(value)}" is not a number of seconds from 0 to ${longest}.`,
        )
  },
}

const startSleep = cmdlet<Site>()({
  name: 'Start-Sleep',
  synopsis: 'Lets time pass: moves the clock of the site forward at once.',
  parameters: {
    Seconds: { ...aliased(duration, 's'), position: 1 },
    Milliseconds: aliased(int32, 'm', 'ms'),
  },
  run: async ({ Seconds, Milliseconds = 0 }, site) => {
    if (Milliseconds < 0)
      return refuse('InvalidData', 'ParameterArgumentValidationError', 'Time only goes forward.', {
        target: 'Milliseconds',
      })
    await site.clock.advance(Math.round((Seconds ?? 0) * 1000) + Milliseconds)
    return ok({ undo: [] })
  },
})

const getDate = cmdlet<Site>()({
  name: 'Get-Date',
  synopsis: 'The time on the clock of the site.',
  reads: true,
  parameters: {},
  run: async (_, site) => ok({ output: [{ DateTime: site.clock.now().toISOString() }] }),
})

export const clockCmdlets = [startSleep, getDate]

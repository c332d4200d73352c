import { describe, expect, it } from 'vitest'
import type { Command } from '../command'
import { errorRecord } from '../error-record'
import { mandatory, piped, text } from '../parameter'
import { ok } from '../result'
import { shownBy, testHost } from '../testing/language-host'
import { type HostCommand, type HostOutcome, openShell } from '.'

const commands: readonly HostCommand[] = [
  { name: 'Get-Thing', synopsis: 'Gets things.', parameters: {} },
  { name: 'Set-Thing', synopsis: 'Sets a thing.', parameters: { Identity: mandatory(piped(text), 1) } },
]

const reading = errorRecord('NotSpecified', 'UnexpectedFailure', 'The rest could not be read.')

/** A host with three pages of two things, that notes what is asked of it; `interrupted` instead of a page. */
function things(interrupted: { at: number; by: () => Promise<unknown> } | null = null) {
  const notes: string[] = []
  const base = testHost()
  async function* pages(): NonNullable<HostOutcome['pages']> {
    try {
      for (let page = 1; page <= 3; page++) {
        notes.push(`page ${page}`)
        if (interrupted?.at === page && (await interrupted.by()) === 'failed') return reading
        yield [{ Identity: `${page}a` }, { Identity: `${page}b` }]
      }
      return undefined
    } finally {
      notes.push('closed')
    }
  }
  const host = {
    ...base,
    commands: {
      find: (name: string) => commands.find((one) => one.name.toLowerCase() === name) ?? null,
      list: () => commands,
    },
    async execute({ name, arguments: args }: Command) {
      if (name === 'Get-Thing') return ok({ pages: pages() })
      notes.push(`set ${args.Identity}`)
      return ok({})
    },
  }
  return { host, notes, shown: () => shownBy(base.records) }
}

async function run(source: string, site = things(), signal?: AbortSignal) {
  const shell = await openShell(site.host)
  let ended: string | undefined
  for await (const result of shell.run(source, signal)) ended = result.ended
  return { notes: site.notes, shown: site.shown(), ended }
}

describe('what comes in pages', () => {
  it('goes through the pipeline before the next page is asked for', async () => {
    const { notes } = await run('Get-Thing | Where-Object { $_.Identity -like "*b" } | Set-Thing')
    expect(notes).toEqual(['page 1', 'set 1b', 'page 2', 'set 2b', 'page 3', 'set 3b', 'closed'])
  })

  it('is read no further than somebody wants it', async () => {
    const { notes, shown } = await run('(Get-Thing | Select-Object -First 3).Identity -join " "')
    expect({ notes, shown }).toEqual({ notes: ['page 1', 'page 2', 'closed'], shown: '1a 1b 2a' })
  })

  it('is closed when something further down fails, and the script goes on behind it', async () => {
    const { notes, shown } = await run(
      'try { Get-Thing | ForEach-Object { throw $_.Identity } } catch { "caught $_" }; "next"',
    )
    expect({ notes, shown }).toEqual({ notes: ['page 1', 'closed'], shown: 'caught 1a\nnext' })
  })

  it('shows what came before an error, and the error', async () => {
    const site = things({ at: 2, by: async () => 'failed' })
    const { notes, shown } = await run('Get-Thing | ForEach-Object { $_.Identity }; "next"', site)
    expect(shown).toMatch(/^1a\n1b\nGet-Thing : The rest could not be read\.[\s\S]*\nnext$/)
    expect(notes).toEqual(['page 1', 'page 2', 'closed'])
  })

  it('is opened anew for each object that comes in', async () => {
    const { notes } = await run('1,2 | ForEach-Object { Get-Thing | Select-Object -First 1 } | Set-Thing')
    expect(notes).toEqual(['page 1', 'set 1a', 'closed', 'page 1', 'set 1a', 'closed'])
  })
})

describe('Ctrl-C', () => {
  it('ends a wait for a page, and closes what was read from', async () => {
    const stop = new AbortController()
    let arrive: () => void = () => undefined
    const page = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const site = things({
      at: 2,
      by: () => {
        stop.abort()
        return page
      },
    })
    const { notes, ended } = await run('Get-Thing | Set-Thing', site, stop.signal)
    expect(ended).toBe('stopped')
    arrive()
    await new Promise((resolve) => setImmediate(resolve))
    expect(notes).toEqual(['page 1', 'set 1a', 'set 1b', 'page 2', 'closed'])
  })

  it('lets no command begin any more, also when another statement follows at once', async () => {
    const site = things()
    const stop = new AbortController()
    const { execute } = site.host
    const host = {
      ...site.host,
      execute: (command: Command) => {
        if (command.name === 'Set-Thing') stop.abort()
        return execute(command)
      },
    }
    const shell = await openShell(host)
    for await (const { ended } of shell.run('Get-Thing | Set-Thing', stop.signal))
      expect(ended).toBe('stopped')
    for await (const { ok: well } of shell.run('Set-Thing 9')) expect(well).toBe(true)
    expect(site.notes).toEqual(['page 1', 'set 1a', 'closed', 'set 9'])
  })
})

import { siteHost } from '@/lib/server/shell-host'
import { openShell, type Shell, type StreamRecord } from '@/lib/shell/language'

/** A shell on the database of this process, as `npm run shell` has it. */
async function open(write: (record: StreamRecord) => void): Promise<Shell> {
  const host = await siteHost({ actor: 'admin@contoso.com', ask: async () => ({ kind: 'none' }), write })
  return openShell(host)
}

/** Runs a script. @throws what its first error says */
async function run(shell: Shell, source: string): Promise<void> {
  for await (const { errors } of shell.run(source)) if (errors[0]) throw new Error(errors[0].record.message)
}

export const shellJobs = {
  /** From nothing to a shell that takes a line, and another one after it: milliseconds. */
  async openShells() {
    const times: number[] = []
    for (let time = 0; time < 2; time++) {
      const begun = performance.now()
      const shell = await open(() => undefined)
      shell.check('Get-Mailbox')
      times.push(performance.now() - begun)
    }
    return { first: times[0] ?? 0, next: times[1] ?? 0 }
  },

  /** A line: milliseconds to its first object and to its end, and by how many bytes the process grew at most. */
  async runLine({ source }: { source: string }) {
    let [objects, first] = [0, 0]
    let begun = performance.now()
    const shell = await open(({ stream }) => {
      if (stream !== 'output') return
      objects++
      first ||= performance.now() - begun
    })
    await run(shell, '(Get-Mailbox -ResultSize 1).Name | Out-Null')
    const before = process.memoryUsage().rss
    begun = performance.now()
    await run(shell, source)
    const milliseconds = performance.now() - begun
    return { milliseconds, first, objects, grew: process.resourceUsage().maxRSS * 1024 - before }
  },

  /** Mailboxes in a loop of the shell, one after the other. */
  async newMailboxes({ count }: { count: number }) {
    const shell = await open(() => undefined)
    await run(shell, "$p = ConvertTo-SecureString 'Winter-2026!' -AsPlainText -Force")
    const make = (range: string) =>
      `${range} | ForEach-Object { New-Mailbox -Name "Bench $_" -UserPrincipalName "bench$_@contoso.com" -Password $p } | Out-Null`
    await run(shell, make('900001..900020'))
    const begun = performance.now()
    await run(shell, make(`1..${count}`))
    return { seconds: (performance.now() - begun) / 1000 }
  },
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { command, type Outcome, type Value } from '@/lib/shell'
import { neighborsNow } from '../neighbors'
import { behaviorOf, takesMail } from '../neighbors/behavior'
import { layOut } from '../testing/contoso'
import { readWorld } from '../world'

let place: TestSite
beforeAll(async () => {
  place = await testSite()
  await place.inTransaction((site) => layOut(site))
})
afterAll(() => place.close())

const run = (name: string, args: Record<string, Value>) => place.run(command(name, args))

async function done(name: string, args: Record<string, Value>): Promise<Outcome> {
  const result = await run(name, args)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

async function undo({ undo = [] }: Outcome): Promise<void> {
  for (const one of undo) expect(await place.run(one)).toMatchObject({ ok: true })
}

const nowOf = async (domain: string) => {
  const found = neighborsNow(await readWorld(place.site)).find(({ known }) => known.domain === domain)
  return found ?? expect.fail(`no ${domain}`)
}

const keep = (recipient: string, subject: string, content = `Subject: ${subject}\r\n\r\nOne.\r\nTwo.\r\n`) =>
  place.db.outsideMessage.create({
    data: {
      ...{ at: new Date(), host: 'mail.fabrikam.com', sender: 'frankm@contoso.com', recipient, subject },
      ...{ size: content.length, content: Buffer.from(content) },
    },
  })

describe('Set-Neighbor', () => {
  it('changes what is given alone, and its undo brings that back', async () => {
    const before = (await nowOf('tailspintoys.com')).settings
    const change = { Greylisting: false, Full: true, DropAt: 'Mail', DelaySeconds: 8, FullMailboxes: ['a.b'] }
    const outcome = await done('Set-Neighbor', { Identity: 'TailspinToys.com', ...change })
    expect((await nowOf('tailspintoys.com')).settings).toEqual({
      ...before,
      ...{ greylisting: false, full: true, dropAt: 'Mail', delaySeconds: 8, fullMailboxes: ['a.b'] },
    })
    await undo(outcome)
    expect((await nowOf('tailspintoys.com')).settings).toEqual(before)
  })

  it.each([
    ['a neighbor that nobody knows', { Identity: 'contoso.com', Full: true }, 'Identity'],
    ['one that has no server', { Identity: 'proseware.com', Full: true }, 'Identity'],
    ['a longer wait than a demo bears', { Identity: 'cohowinery.com', DelaySeconds: 9 }, 'DelaySeconds'],
    [
      'a name that would end a line',
      { Identity: 'fabrikam.com', FullMailboxes: ['a\r\nb'] },
      'FullMailboxes',
    ],
  ])('refuses %s', async (_, args, target) => {
    expect(await run('Set-Neighbor', args)).toMatchObject({ ok: false, error: { target } })
  })
})

describe('Get-Neighbor', () => {
  it('tells what each does now', async () => {
    const { output = [] } = await done('Get-Neighbor', {})
    expect(output).toContainEqual(
      expect.objectContaining({ Identity: 'adatum.com', Mailboxes: ['everybody'] }),
    )
    expect(behaviorOf(await nowOf('fabrikam.com'))).toEqual(['Full: lena.ek', 'Full for now: archive'])
    expect(takesMail(await nowOf('wingtiptoys.com'))).toBe('none')
    expect(takesMail(await nowOf('adatum.com'))).toBe('all')
  })
})

describe('the messages of a neighbor', () => {
  it('are told with the beginning of their text, and never more of it', async () => {
    await keep('j.park@fabrikam.com', 'Long', `Subject: Long\r\n\r\n${'line\r\n'.repeat(5000)}`)
    await keep('orders@fabrikam.com', 'Other')
    const { output = [] } = await done('Get-NeighborMessage', { Identity: 'fabrikam.com', Mailbox: 'J.Park' })
    expect(output).toEqual([expect.objectContaining({ Subject: 'Long', Text: 'line\n'.repeat(8).trim() })])
    expect((await done('Get-NeighborMessage', { ResultSize: 1 })).output).toHaveLength(1)
  })

  it('go with Clear-NeighborMailbox, those of others stay, and a mailbox that held nothing can be filled again', async () => {
    const outcome = await done('Clear-NeighborMailbox', { Identity: 'fabrikam.com', Mailbox: 'j.park' })
    expect(outcome).toMatchObject({ output: [{ RemovedMessages: 1 }] })
    expect(outcome.undo).toBeUndefined()
    expect(await place.db.outsideMessage.count()).toBe(1)
    const empty = await done('Clear-NeighborMailbox', { Identity: 'fabrikam.com', Mailbox: 'lena.ek' })
    expect((await nowOf('fabrikam.com')).settings.fullMailboxes).toEqual([])
    await undo(empty)
    expect((await nowOf('fabrikam.com')).settings.fullMailboxes).toEqual(['lena.ek'])
  })
})

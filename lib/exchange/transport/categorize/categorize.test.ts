import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  contactTo,
  directoryOf,
  eventsOf,
  failures,
  group,
  mailbox,
  reached,
  sent,
  to,
} from './directory-for-tests'

const anna = mailbox('anna', {}, { also: ['a.berg@contoso.com'] })
const frank = mailbox('frank')

describe('An address', () => {
  it('becomes the primary one, and what the sender wrote is kept for reports', async () => {
    const result = await sent(['A.Berg@contoso.com'], directoryOf(anna))
    expect(reached(result)).toEqual(['anna@contoso.com → DB1'])
    expect(result.resolved[0]?.recipient).toMatchObject({
      orcpt: 'rfc822;A.Berg@contoso.com',
      mailbox: 'anna-guid',
    })
    expect(eventsOf(result)).toEqual([['RESOLVE', 'anna@contoso.com', '< A.Berg@contoso.com']])
    const named = await sent([to('a.berg@contoso.com', { orcpt: 'rfc822;first@x.com' })], directoryOf(anna))
    expect(named.resolved[0]?.recipient.orcpt).toBe('rfc822;first@x.com')
  })

  it('of somebody with two addresses in one message gets it once', async () => {
    const result = await sent(
      ['anna@contoso.com', 'a.berg@contoso.com', 'ANNA@contoso.com'],
      directoryOf(anna),
    )
    expect(reached(result)).toEqual(['anna@contoso.com → DB1'])
  })

  it('that nobody has fails in an authoritative domain, and goes on in any other', async () => {
    const domains = [
      { domain: 'contoso.com', type: 'Authoritative' },
      { domain: '*.contoso.com', type: 'Authoritative' },
      { domain: 'relay.contoso.com', type: 'InternalRelay' },
    ]
    const result = await sent(
      ['x@contoso.com', 'x@a.contoso.com', 'x@relay.contoso.com', 'x@fabrikam.com'],
      directoryOf(),
      { policy: { domains } },
    )
    expect(failures(result)).toEqual(['x@contoso.com 5.1.1', 'x@a.contoso.com 5.1.1'])
    expect(reached(result)).toEqual([
      'x@relay.contoso.com → relay.contoso.com',
      'x@fabrikam.com → fabrikam.com',
    ])
  })

  it('that two have is ambiguous; one without a primary address cannot be used', async () => {
    const twins = [anna, mailbox('twin', {}, { also: ['a.berg@contoso.com'] })]
    const bare = mailbox('bare', {}, { primary: null, also: ['bare@contoso.com'] })
    const result = await sent(['a.berg@contoso.com', 'bare@contoso.com'], directoryOf(...twins, bare))
    expect(failures(result)).toEqual(['a.berg@contoso.com 5.1.4', 'bare@contoso.com 5.2.0'])
  })

  it('of another kind within one of SMTP is read', async () => {
    const id = '0a1b2c3d-0000-4000-8000-000000000001'
    const known = mailbox(id, {}, { primary: 'anna@contoso.com' })
    const legacy = `IMCEAEX-_O=First+20Organization_CN=Recipients_CN=${id.replaceAll('-', '')}@contoso.com`
    const result = await sent(
      [
        legacy,
        'IMCEAEX-_O=X_CN=gone@contoso.com',
        'IMCEAINVALID-x@contoso.com',
        'IMCEAFAX-555+2D0100@contoso.com',
      ],
      directoryOf(known),
    )
    expect(reached(result)).toEqual(
      ['IMCEAFAX-555+2D0100@contoso.com → 555-0100', 'anna@contoso.com → DB1'].toSorted(
        (one, other) => Number(one.startsWith('IMCEA')) - Number(other.startsWith('IMCEA')),
      ),
    )
    expect(failures(result)).toEqual([
      'IMCEAEX-_O=X_CN=gone@contoso.com 5.1.1',
      'IMCEAINVALID-x@contoso.com 5.1.0',
    ])
  })

  it('that RFC 2606 keeps for examples is refused since 2013', async () => {
    expect(failures(await sent(['x@example.com'], directoryOf()))).toEqual(['x@example.com 5.1.4'])
    expect(failures(await sent(['x@example.com'], directoryOf(), { policy: { version: '2010' } }))).toEqual(
      [],
    )
  })
})

describe('A group', () => {
  it('becomes its members, those of groups within it, and stops where it meets itself', async () => {
    const directory = directoryOf(
      anna,
      frank,
      group('all', ['sales', 'frank', 'gone']),
      group('sales', ['anna', 'all', 'frank']),
    )
    const result = await sent(['all@contoso.com'], directory)
    expect(reached(result)).toEqual(['frank@contoso.com → DB1', 'anna@contoso.com → DB1'])
    expect(failures(result)).toEqual([])
    expect(result.resolved[1]?.recipient.history).toEqual(['all@contoso.com', 'sales@contoso.com'])
    expect(eventsOf(result)).toEqual([
      ['EXPAND', 'sales@contoso.com', 'frank@contoso.com', '< all@contoso.com'],
      ['EXPAND', 'anna@contoso.com', 'all@contoso.com', 'frank@contoso.com', '< sales@contoso.com'],
      ['DUPLICATEEXPAND', 'frank@contoso.com', '< sales@contoso.com'],
    ])
  })

  it('that two other groups have in common is expanded once', async () => {
    const directory = directoryOf(
      anna,
      group('all', ['north', 'south']),
      group('north', ['both']),
      group('south', ['both']),
      group('both', ['anna']),
    )
    const events = eventsOf(await sent(['all@contoso.com'], directory))
    expect(events.filter(([event]) => event === 'EXPAND')).toHaveLength(4)
    expect(events.at(-1)).toEqual(['DUPLICATEEXPAND', 'both@contoso.com', '< south@contoso.com'])
  })

  it('asks the directory once a level, however many members it has', async () => {
    const members = Array.from({ length: 3000 }, (_, at) => mailbox(`m${at}`))
    const directory = directoryOf(
      ...members,
      group(
        'all',
        members.map(({ id }) => id ?? ''),
      ),
    )
    expect((await sent(['all@contoso.com'], directory)).resolved).toHaveLength(3000)
    expect(directory.asked()).toBeLessThanOrEqual(4)
  })

  it('says who is told of members that are not reached', async () => {
    const silent = group('silent', ['anna'], { ReportToOriginatorEnabled: false })
    const managed = group('managed', ['frank'], {
      ReportToOriginatorEnabled: false,
      ReportToManagerEnabled: true,
    })
    const result = await sent(
      ['silent@contoso.com', 'managed@contoso.com'],
      directoryOf(anna, frank, silent, managed),
    )
    expect(result.resolved.map(({ recipient }) => recipient.reportTo)).toEqual(['nobody', 'manager'])
  })

  it('is itself the success that was asked for', async () => {
    const result = await sent(
      [to('all@contoso.com', { notify: ['SUCCESS', 'FAILURE'] })],
      directoryOf(anna, group('all', ['anna'])),
    )
    expect(result.expanded.map(({ reply }) => reply.status)).toEqual(['2.1.5'])
    expect(result.resolved[0]?.recipient.notify).toEqual(['FAILURE'])
  })

  it('with an expansion server is left to it', async () => {
    const directory = directoryOf(anna, group('all', ['anna'], { ExpansionServer: 'exch02.contoso.local' }))
    expect(reached(await sent(['all@contoso.com'], directory))).toEqual(['all@contoso.com → EXCH02'])
    expect(reached(await sent(['all@contoso.com'], directory, { policy: { server: 'EXCH02' } }))).toEqual([
      'anna@contoso.com → DB1',
    ])
  })

  it('that is dynamic has the members that its filter finds, and fails when the filter cannot be read', async () => {
    const dynamic = (id: string, filter: string) => ({
      ...group(id, []),
      kind: 'dynamicGroup' as const,
      filter,
    })
    const directory = directoryOf(anna, frank, dynamic('both', 'anna frank'), dynamic('bad', 'broken'))
    const result = await sent(['both@contoso.com', 'bad@contoso.com'], directory)
    expect(reached(result)).toHaveLength(2)
    expect(failures(result)).toEqual(['bad@contoso.com 5.2.4'])
  })

  it('never loses a member nor doubles one, whatever is in what', async () => {
    const names = ['g0', 'g1', 'g2', 'g3']
    const membership = fc.array(fc.constantFrom(...names, 'a', 'b', 'c', 'd'), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.tuple(membership, membership, membership, membership), async (lists) => {
        const groups = lists.map((members, at) => group(`g${at}`, [...new Set(members)]))
        const directory = directoryOf(...['a', 'b', 'c', 'd'].map((id) => mailbox(id)), ...groups)
        const result = await sent(['g0@contoso.com'], directory)
        const found = result.resolved.map(({ recipient }) => recipient.address[0] ?? '')
        expect(found.toSorted()).toEqual(within('g0', lists, new Set()).toSorted())
        expect(result.failed).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

/** Who is in a group or in one within it, each once. */
function within(name: string, lists: readonly (readonly string[])[], seen: Set<string>): readonly string[] {
  if (seen.has(name)) return []
  seen.add(name)
  return name.startsWith('g')
    ? (lists[Number(name[1])] ?? []).flatMap((one) => within(one, lists, seen))
    : [name]
}

describe('A forward', () => {
  it('goes on in place of the mailbox, or besides it', async () => {
    const away = mailbox('away', { ForwardingAddress: 'frank' })
    const both = mailbox('both', { ForwardingAddress: 'frank', DeliverToMailboxAndForward: true })
    expect(reached(await sent(['away@contoso.com'], directoryOf(frank, away)))).toEqual([
      'frank@contoso.com → DB1',
    ])
    const result = await sent(['both@contoso.com'], directoryOf(frank, both))
    expect(reached(result)).toEqual(['both@contoso.com → DB1', 'frank@contoso.com → DB1'])
    expect(eventsOf(result)).toEqual([['REDIRECT', 'frank@contoso.com', '< both@contoso.com']])
    expect(result.resolved[1]?.recipient.history).toEqual(['both@contoso.com'])
  })

  it('is not done a second time when a message comes back', async () => {
    const both = mailbox('both', { ForwardingAddress: 'frank', DeliverToMailboxAndForward: true })
    const again = await sent([to('both@contoso.com', { mailbox: 'both-guid' })], directoryOf(frank, both))
    expect(reached(again)).toEqual(['both@contoso.com → DB1'])
  })

  it('to an address outside leaves the organization', async () => {
    const away = mailbox('away', { ForwardingSmtpAddress: 'smtp:away@fabrikam.com' })
    expect(reached(await sent(['away@contoso.com'], directoryOf(away)))).toEqual([
      'away@fabrikam.com → fabrikam.com',
    ])
  })

  it('in a circle fails, and so does one to somebody who is gone', async () => {
    const circle = [
      mailbox('one', { ForwardingAddress: 'two' }),
      mailbox('two', { ForwardingAddress: 'one' }),
    ]
    const lost = mailbox('lost', { ForwardingAddress: 'gone' })
    const result = await sent(['one@contoso.com', 'lost@contoso.com'], directoryOf(...circle, lost))
    expect(result.failed.map(({ reply }) => reply.status).toSorted()).toEqual(['5.2.0', '5.4.6'])
    expect(result.resolved).toEqual([])
  })
})

describe('A contact', () => {
  it('sends mail on to its address outside', async () => {
    const result = await sent(['john@contoso.com'], directoryOf(contactTo('john', 'john@fabrikam.com')))
    expect(reached(result)).toEqual(['john@fabrikam.com → fabrikam.com'])
    expect(result.resolved[0]?.recipient.orcpt).toBe('rfc822;john@contoso.com')
  })

  it('whose address outside is somebody of ours reaches that one', async () => {
    const chain = { ...contactTo('john', 'anna@contoso.com'), also: [] }
    expect(reached(await sent(['john@contoso.com'], directoryOf(chain, anna)))).toEqual([
      'anna@contoso.com → DB1',
    ])
  })

  it('that leads back into the organization, to itself, is a loop', async () => {
    const loop = contactTo('john', 'john@contoso.com')
    expect(failures(await sent(['john@contoso.com'], directoryOf(loop)))).toEqual(['john@contoso.com 5.4.6'])
  })
})

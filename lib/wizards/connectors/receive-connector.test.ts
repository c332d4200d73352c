import { describe, expect, it } from 'vitest'
import { newReceiveConnector, type PermissionGroup } from '@/lib/exchange'
import { printCommand } from '@/lib/shell'
import { withSuggestions } from '../answers'
import type { Answers, Secrets } from '../wizard'
import type { ReceiveConnectorFacts } from './connector-facts'
import { editReceiveConnector as wizard } from './receive-connector'

const noSecrets: Secrets = () => {
  throw new Error('This wizard asks for no secret.')
}
const exch01 = { name: 'EXCH01', fqdn: 'exch01.contoso.local' }
const exch02 = { name: 'EXCH02', fqdn: 'exch02.contoso.local' }

function linesOf(facts: ReceiveConnectorFacts, typed: Answers): readonly string[] {
  const { steps } = wizard.compile(facts, withSuggestions(wizard, facts, typed), noSecrets)
  return steps.map(({ command }) => printCommand(command))
}

describe('A new Receive connector', () => {
  const facts = {
    connector: null,
    servers: [
      { ...exch01, modern: false },
      { ...exch02, modern: false },
    ],
  }
  const made = (usage: string, more: Answers = {}) =>
    linesOf(facts, { name: 'New', usage, bindings: '192.168.0.3:2525', ranges: '192.168.0.9', ...more })
  const of = (said: string) =>
    `${said} -Fqdn 'exch01.contoso.local' -Enabled $true -ProtocolLoggingLevel 'None'`

  it.each([
    ['Custom', "-Server 'EXCH01' -Bindings '192.168.0.3:2525' -RemoteIPRanges '192.168.0.9'"],
    ['Internet', "-Server 'EXCH01' -Bindings '192.168.0.3:2525'"],
    ['Client', "-Server 'EXCH01' -RemoteIPRanges '192.168.0.9'"],
    ['Internal', "-Server 'EXCH01' -RemoteIPRanges '192.168.0.9'"],
    ['Partner', "-Server 'EXCH01' -Bindings '192.168.0.3:2525' -RemoteIPRanges '192.168.0.9'"],
  ])('for the use %s says only what that use leaves open', (usage, said) => {
    expect(made(usage)).toEqual([of(`New-ReceiveConnector -Name 'New' -Usage '${usage}' ${said}`)])
  })

  it('says groups and authentication that are not those of its use', () => {
    const [line] = made('Internet', { AnonymousUsers: false, ExchangeUsers: true, BasicAuth: true })
    expect(line).toContain(" -PermissionGroups 'ExchangeUsers' -AuthMechanism 'Tls','BasicAuth' ")
    expect(made('Internet', { AnonymousUsers: false })[0]).toContain(" -PermissionGroups 'None' ")
  })

  it('answers with the name of the server that was chosen', () => {
    expect(made('Custom', { server: 'EXCH02' })[0]).toMatch(
      /-Server 'EXCH02' .* -Fqdn 'exch02\.contoso\.local'/,
    )
  })

  it('counts at once', () => {
    expect(made('Custom', { AnonymousUsers: true })).toHaveLength(1)
    expect(leadOf(facts)).toBe('Who may send through it.')
  })
})

function leadOf(facts: ReceiveConnectorFacts): unknown {
  const lead = wizard.pages.find(({ id }) => id === 'permission-groups')?.lead
  return typeof lead === 'function' ? lead(facts, {}) : lead
}

describe('The transport service', () => {
  const restart = [
    "Set-Service -ComputerName 'EXCH02' -Name 'MSExchangeTransport' -Status 'Stopped'",
    "Set-Service -ComputerName 'EXCH02' -Name 'MSExchangeTransport' -Status 'Running'",
  ]
  const on = (modern: boolean, runsWith?: readonly PermissionGroup[]): ReceiveConnectorFacts => ({
    connector: {
      ...newReceiveConnector('EXCH02', exch02.fqdn, !modern),
      ...{ name: 'EXCH02\\Printer', bindings: ['0.0.0.0:25'], remoteIPRanges: ['192.168.0.9'] },
      ...{ authMechanism: ['Tls'], permissionGroups: ['ExchangeUsers'] },
      ...(runsWith && { runsWith }),
    },
    servers: [
      { ...exch01, modern: !modern },
      { ...exch02, modern },
    ],
  })
  const restartsFor = (facts: ReceiveConnectorFacts, typed: Answers = {}) => linesOf(facts, typed).slice(1)

  it('of 2010 is restarted for groups that change, and for nothing else', () => {
    expect(restartsFor(on(false), { AnonymousUsers: true })).toEqual(restart)
    expect(restartsFor(on(false), { verbose: true })).toEqual([])
    expect(leadOf(on(false))).toMatch(/once the transport service has been restarted/)
  })

  it('of 2010 is restarted for a change that waits already, and not to go back to what it goes by', () => {
    const waiting = on(false, ['AnonymousUsers'])
    expect(restartsFor(waiting)).toEqual(restart)
    expect(restartsFor(waiting, { AnonymousUsers: true, ExchangeUsers: false })).toEqual([])
  })

  it('of later versions goes by a change at once', () => {
    expect(restartsFor(on(true), { AnonymousUsers: true })).toEqual([])
    expect(leadOf(on(true))).toBe('Who may send through it.')
  })
})

import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { hasProgram } from '@/lib/wire/testing/independent-program'
import type { RoutingTable } from '../route'
import { routingDifferences } from './routing-differences'
import { routingXml } from './routing-xml'

const connector = (name: string, cost: number): RoutingTable['connectors'][number] => ({
  name,
  kind: 'SMTP',
  enabled: true,
  scoped: false,
  spaces: [{ type: 'SMTP', space: '*', cost }],
  smartHosts: [],
  maxMessageSize: null,
  sources: ['EXCH01'],
  edgeSite: null,
})
const table = (connectors: RoutingTable['connectors']): RoutingTable => ({
  server: 'EXCH01',
  site: 'Default-First-Site-Name',
  version: '2016',
  sites: [{ name: 'Default-First-Site-Name', hub: false, way: { path: [], cost: 0, maxMessageSize: null } }],
  links: [],
  routingGroups: [],
  servers: [],
  databases: [],
  groups: [],
  connectors,
  domains: [{ domain: 'contoso.com', type: 'Authoritative' }],
})

describe('Two routing tables', () => {
  it('are not different when nothing is', () => {
    expect(routingDifferences(table([connector('A', 1)]), table([connector('A', 1)]))).toEqual([])
  })

  it('differ by what came, what went, and what was changed', () => {
    const [before, after] = [
      table([connector('Gone', 1), connector('Kept', 1)]),
      table([connector('Kept', 20), connector('New', 1)]),
    ]
    expect(routingDifferences(before, after)).toEqual([
      { section: 'connectors', name: 'Gone', kind: 'removed', changes: [] },
      {
        section: 'connectors',
        name: 'Kept',
        kind: 'changed',
        changes: [{ property: 'spaces', before: 'SMTP:*;1', after: 'SMTP:*;20' }],
      },
      { section: 'connectors', name: 'New', kind: 'added', changes: [] },
    ])
  })
})

describe('A routing table as a file', () => {
  const file = () =>
    routingXml(table([connector(`"A&B"]]><x> \u0001\ud800`, 1)]), { at: new Date(0), trigger: 'Startup' })

  it('names each thing by its kind', () => {
    expect(file()).toContain('<AddressSpace>')
    expect(file()).toContain('<Domain>contoso.com</Domain>')
  })

  it.skipIf(!hasProgram('xmllint'))('is XML that xmllint reads, whatever names are in it', () => {
    const name = execFileSync('xmllint', ['--xpath', 'string(//Connector/Name)', '-'], { input: file() })
    expect(String(name).trim()).toBe('"A&B"]]><x> \ufffd\ufffd')
  })
})
